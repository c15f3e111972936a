import "./masked.css";

type Props = {
  /** A masked number or name, e.g. `A12****74`. */
  readonly text: string;
  readonly kind: "number" | "name";
  /** Spaces drawn between the readable parts and the stars, for numbers compared aloud. */
  readonly grouped?: boolean;
};

/** Splits into runs of stars and runs of anything else. */
function partsOf(text: string): readonly string[] {
  return text.match(/\*+|[^*]+/g) ?? [];
}

/** A masked number or name: stars lowered to the middle of the figures, never part of what is selected as the value. */
export function Masked({ text, kind, grouped = false }: Props) {
  let at = 0;
  return (
    <span className={`${kind === "number" ? "num" : "name"}${grouped ? " num--grouped" : ""}`}>
      {partsOf(text).map((part) => {
        const key = `${at}${part}`;
        at += part.length;
        return (
          <span key={key} className={part.startsWith("*") ? "mask" : "shown"}>
            {part}
          </span>
        );
      })}
    </span>
  );
}
