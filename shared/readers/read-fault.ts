import * as z from "zod/mini";

/**
 * Why a swipe yielded no card. Codes are `read/<kind>`; each has a cause and a remedy in words/.
 * Arms name tracks and reasons, never bytes.
 */
export const readFaultKinds = [
  /** The device sent a swipe with no track in it: wrong side, or too fast. */
  "nothing-read",
  /** At least one track was there and none could be used. */
  "unreadable",
  /** A number was there and its check digit is wrong. */
  "check-failed",
  /** Two tracks gave different numbers of one kind. */
  "tracks-disagree",
  /** Data, but of no card this region knows. */
  "not-a-card",
  /** The frame stopped half-way. */
  "truncated",
  /** More data than a card can hold. */
  "oversize",
  /** The card was read, but the service's sealing key has never been fetched, so its bank number must not be kept. */
  "sealing-key-missing",
] as const;
export type ReadFaultKind = (typeof readFaultKinds)[number];

export const ReadFault = z.strictObject({
  kind: z.enum(readFaultKinds),
  /** Tracks that were there and bad, for the remedy and the log. */
  badTracks: z.readonly(z.array(z.union([z.literal(1), z.literal(2), z.literal(3)]))),
});
export type ReadFault = z.infer<typeof ReadFault>;
