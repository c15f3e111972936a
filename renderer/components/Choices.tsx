import { type Ref, useId } from "react";
import { useKeys } from "../keyboard/use-keys.ts";
import { KeyCap } from "./KeyCap.tsx";
import "./choices.css";

type Props<Value extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
  readonly ref?: Ref<HTMLFieldSetElement>;
};

/** One of a few: by its digit, by the arrows, or by a click. Digits go to a text field while that has the focus. */
export function Choices<Value extends string>({ label, options, chosen, onChoose, ref }: Props<Value>) {
  const name = useId();
  const at = options.findIndex(({ value }) => value === chosen);
  const move = (by: number) => {
    const next = options[at < 0 ? 0 : (at + by + options.length) % options.length];
    if (next !== undefined) onChoose(next.value);
  };
  useKeys("screen", [
    ...options.map(({ value }, index) => ({ key: String(index + 1), label: null, run: () => onChoose(value) })),
    { key: "ArrowDown", label: null, run: () => move(1) },
    { key: "ArrowUp", label: null, run: () => move(-1) },
  ]);
  return (
    <fieldset className="choices" ref={ref}>
      <legend className="field-label">{label}</legend>
      {options.map(({ value, text }, index) => (
        <label key={value} className={value === chosen ? "choice choice--chosen" : "choice"}>
          <input
            type="radio"
            name={name}
            className="choice__input"
            checked={value === chosen}
            onChange={() => onChoose(value)}
            aria-keyshortcuts={String(index + 1)}
          />
          <KeyCap name={String(index + 1)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
