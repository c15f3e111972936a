import type { ReadFaultKind } from "../../../../shared/readers/read-fault.ts";
import type { ReaderState } from "../../../../shared/readers/reader-status.ts";
import type { WorkOf } from "../../../store/counter-store.ts";

/** What helps next: the other reader, going on by number, or one more try. */
export type NextHelp =
  | { readonly kind: "go-on" }
  | { readonly kind: "use-chip"; readonly model: string }
  | { readonly kind: "use-other"; readonly model: string }
  | { readonly kind: "go-on-later"; readonly count: number }
  | { readonly kind: "none" };

/** Faults that swiping better mends; the others are about the card or the terminal, not about the hand. */
const mendedByHand: Readonly<Record<ReadFaultKind, boolean>> = {
  "nothing-read": true,
  unreadable: true,
  "check-failed": true,
  "tracks-disagree": true,
  truncated: true,
  oversize: true,
  "not-a-card": false,
  "sealing-key-missing": false,
};

/** Whether pictures of how to present the card help with this fault. */
export function isMendedByHand(kind: ReadFaultKind): boolean {
  return mendedByHand[kind];
}

/** The help for a card that still does not read, from the readers that are there. */
export function nextHelp(work: WorkOf<"badRead">, readers: readonly ReaderState[]): NextHelp {
  if (work.untilGoOn === 0) return { kind: "go-on" };
  const others = readers.filter(({ reader, status }) => status.kind === "ready" && reader.readerId !== work.readerId);
  const chip = others.find(({ reader }) => reader.technology === "chip");
  if (chip !== undefined) return { kind: "use-chip", model: chip.reader.model };
  const [other] = others;
  if (other !== undefined) return { kind: "use-other", model: other.reader.model };
  return work.untilGoOn === null ? { kind: "none" } : { kind: "go-on-later", count: work.untilGoOn };
}
