import type { NumberShape } from "../../../shared/contracts/counter-snapshot.ts";

export type Slot = { readonly index: number; readonly character: string; readonly opensGroup: boolean };

/** One slot for each character of the shape, and for what is typed beyond it; each printed group but the first opens with a gap. */
export function slotsOf(text: string, shape: NumberShape): readonly Slot[] {
  const characters = [...text];
  const starts = new Set<number>();
  let at = 0;
  for (const size of shape.groups) {
    if (at > 0) starts.add(at);
    at += size;
  }
  return Array.from({ length: Math.max(shape.length, characters.length) }, (_, index) => ({
    index,
    character: characters[index] ?? "",
    opensGroup: starts.has(index),
  }));
}
