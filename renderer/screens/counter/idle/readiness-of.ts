import type { ReaderState } from "../../../../shared/readers/reader-status.ts";

export type Readiness =
  | { readonly kind: "ready"; readonly by: "stripe" | "chip" | "both" }
  | { readonly kind: "not-ready" }
  /** Every reader is paused: none comes back by itself. */
  | { readonly kind: "paused" }
  | { readonly kind: "none" };

/** How a card can be presented now: only readers that take cards are spoken of. */
export function readinessOf(readers: readonly ReaderState[]): Readiness {
  if (readers.length === 0) return { kind: "none" };
  const able = readers.filter(({ status }) => status.kind === "ready" || status.kind === "reading");
  const stripe = able.some(({ reader }) => reader.technology === "stripe");
  const chip = able.some(({ reader }) => reader.technology === "chip");
  if (stripe && chip) return { kind: "ready", by: "both" };
  if (stripe) return { kind: "ready", by: "stripe" };
  if (chip) return { kind: "ready", by: "chip" };
  return { kind: readers.every(({ status }) => status.kind === "paused") ? "paused" : "not-ready" };
}
