import type { ReadView } from "../../../../shared/contracts/counter-snapshot.ts";

export type TrackNumber = 1 | 2 | 3;

/** The numbers of the tracks in one state. */
export function tracksIn(read: ReadView, state: "read" | "bad"): readonly TrackNumber[] {
  const numbers: readonly TrackNumber[] = [1, 2, 3];
  return numbers.filter((number) => read.tracks[number - 1] === state);
}

/** Whether the month a stripe claims is over in the region. It never refuses a card; it is only said. */
export function isPastMonth(expiry: { readonly year: number; readonly month: number }, today: string): boolean {
  const month = `${expiry.year}-${String(expiry.month).padStart(2, "0")}`;
  return month < today.slice(0, 7);
}
