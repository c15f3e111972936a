import type { NumberShape } from "../../../shared/contracts/counter-snapshot.ts";
import { type Slot, slotsOf } from "./slots-of.ts";
import "./slots.css";

export type SlotTone = "plain" | "warn" | "bad";

type Props = {
  readonly text: string;
  readonly shape: NumberShape;
  /** First and last position that is marked as doubtful or wrong; null marks none. */
  readonly marked: { readonly from: number; readonly to: number } | null;
  readonly tone: SlotTone;
  /** Where the caret or the selection is; null where nothing can be typed. */
  readonly caret: { readonly start: number; readonly end: number } | null;
};

function classOf(slot: Slot, { marked, tone, caret }: Props): string {
  const isMarked = marked !== null && slot.index >= marked.from && slot.index <= marked.to;
  const classes = ["slot"];
  if (slot.opensGroup) classes.push("slot--gap");
  if (isMarked) classes.push(tone === "warn" ? "slot--suspect" : "slot--wrong");
  if (caret !== null && caret.start === caret.end && caret.start === slot.index) classes.push("slot--next");
  if (caret !== null && slot.index >= caret.start && slot.index < caret.end) classes.push("slot--selected");
  return classes.join(" ");
}

/** The drawn slots of a number, one a character, grouped as printed. Decorative: the field or its label speaks. */
export function Slots(props: Props) {
  const { text, shape, caret } = props;
  const slots = slotsOf(text, shape);
  const isAtEnd = caret !== null && caret.start === caret.end && caret.start >= slots.length;
  return (
    <span className={`slots__row${slots.length > 10 ? " slots__row--dense" : ""}`} aria-hidden="true">
      {slots.map((slot) => (
        <span
          key={slot.index}
          data-slot={slot.index}
          className={`${classOf(slot, props)}${isAtEnd && slot.index === slots.length - 1 ? " slot--last" : ""}`}
        >
          {slot.character}
        </span>
      ))}
    </span>
  );
}
