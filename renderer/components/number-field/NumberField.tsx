import { type PointerEvent, type ReactNode, useId, useRef, useState } from "react";
import type { NumberShape } from "../../../shared/contracts/counter-snapshot.ts";
import { Slots, type SlotTone } from "./Slots.tsx";
import { useFoldedInput } from "./use-folded-input.ts";
import { useKeptFocus } from "./use-kept-focus.ts";

type Props = {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly shape: NumberShape;
  /** The position of a character that cannot stay; null marks none. */
  readonly wrongAt: number | null;
  readonly hint: ReactNode;
  /** What is wrong with the text, said at once; null when nothing is. */
  readonly error: string | null;
};

/** The slot boundary nearest to a click, so that the caret goes where the clerk points. */
function positionAt(row: Element, clientX: number, length: number): number {
  for (const slot of row.querySelectorAll<HTMLElement>("[data-slot]")) {
    const box = slot.getBoundingClientRect();
    const index = Number(slot.dataset["slot"]);
    if (clientX < box.left + box.width / 2) return Math.min(index, length);
  }
  return length;
}

/** A number typed into slots: one real field, drawn as the printed groups. Holds on to the focus. */
export function NumberField({ label, text, onText, shape, wrongAt, hint, error }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const row = useRef<HTMLDivElement>(null);
  const [isFocused, setFocused] = useState(false);
  const folded = useFoldedInput(input, text, onText);
  useKeptFocus(input);
  const tone: SlotTone = error === null ? "plain" : "bad";
  const pointAt = (event: PointerEvent) => {
    if (event.detail > 1 || row.current === null || input.current === null) return;
    event.preventDefault();
    const at = positionAt(row.current, event.clientX, text.length);
    input.current.focus();
    input.current.setSelectionRange(at, at);
    folded.onSelect();
  };
  return (
    <div className="number-field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div ref={row} className={`slots slots--${tone}`} data-focused={isFocused || undefined} onPointerDown={pointAt}>
        <Slots
          text={text}
          shape={shape}
          tone={tone}
          marked={wrongAt === null ? null : { from: wrongAt, to: wrongAt }}
          caret={isFocused ? folded.caret : null}
        />
        <input
          id={id}
          ref={input}
          className="slots__input"
          type="text"
          value={text}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="characters"
          spellCheck={false}
          // Asks a Chinese input method to start in half-width letters; what it composes all the same is folded.
          inputMode="url"
          aria-invalid={error !== null}
          aria-describedby={`${id}-hint`}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onChange={(event) => folded.onChange(event.target.value)}
          onCompositionStart={folded.onCompositionStart}
          onCompositionEnd={folded.onCompositionEnd}
          onSelect={folded.onSelect}
        />
      </div>
      <p id={`${id}-hint`} className="number-field__hint">
        {error === null ? <span className="muted">{hint}</span> : null}
        <b role="alert" className="is-stopped">
          {error}
        </b>
      </p>
    </div>
  );
}
