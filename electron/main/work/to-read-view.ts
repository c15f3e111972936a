import type { MediumView, ReadView } from "../../../shared/contracts/counter-snapshot.ts";
import type { ReadCard } from "../../../shared/contracts/reader-host.ts";
import type { Medium } from "../../../shared/flows/counter/counter-state.ts";

/** A read card as the screen may show it: no fingerprint, no evidence. */
export function toReadView(card: ReadCard): ReadView {
  const { technology, readerModel, keyKind, keyMasked, expiry, tracks } = card;
  return { technology, readerModel, keyKind, keyMasked, expiry, tracks };
}

/** A medium as the screen may show it. */
export function toMediumView(medium: Medium): MediumView {
  return medium.kind === "read" ? { kind: "read", read: toReadView(medium.card) } : medium;
}
