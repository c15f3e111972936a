import type { NumberShape } from "../../../shared/contracts/counter-snapshot.ts";

export type NumberFault =
  /** No card number holds this character. */
  | { readonly kind: "wrong-character"; readonly position: number }
  /** A letter where only a digits-only shape is long enough. */
  | { readonly kind: "wrong-letter"; readonly position: number; readonly length: number };

export type NumberJudgement = {
  /** The shape whose slots are drawn: the shortest that can hold what is typed. */
  readonly shape: NumberShape;
  readonly missing: number;
  readonly excess: number;
  readonly fault: NumberFault | null;
  /** Whether it may be submitted: characters fit and the length is one of the region's. */
  readonly isComplete: boolean;
};

const allowed = /^[0-9A-Z]$/;
const letter = /^[A-Z]$/;

function faultOf(text: string, shape: NumberShape): NumberFault | null {
  const characters = [...text];
  const wrong = characters.findIndex((character) => !allowed.test(character));
  if (wrong >= 0) return { kind: "wrong-character", position: wrong + 1 };
  if (shape.letters) return null;
  const letterAt = characters.findIndex((character) => letter.test(character));
  return letterAt < 0 ? null : { kind: "wrong-letter", position: letterAt + 1, length: shape.length };
}

/** Judges a folded number as far as typed against the region's shapes. What it means is decided by main when it is submitted. */
export function judgeNumber(text: string, shapes: readonly NumberShape[]): NumberJudgement {
  const length = [...text].length;
  const ordered = shapes.toSorted((one, other) => one.length - other.length);
  const hasLetter = [...text].some((character) => letter.test(character));
  const fitting = hasLetter ? ordered.filter((shape) => shape.letters) : ordered;
  const candidates = fitting.length > 0 ? fitting : ordered;
  const shape = candidates.find((candidate) => candidate.length >= length) ?? candidates.at(-1);
  if (shape === undefined) throw new Error("a region without number shapes");
  const fault = faultOf(text, shape);
  return {
    shape,
    missing: Math.max(0, shape.length - length),
    excess: Math.max(0, length - shape.length),
    fault,
    isComplete: fault === null && shape.length === length,
  };
}
