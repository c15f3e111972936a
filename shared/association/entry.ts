import * as z from "zod/mini";
import { AssociationRequest, BusinessDay, EntryId, MaskedName, MaskedNumber } from "../contracts/http.ts";

/**
 * One attempt at an association as the journal keeps it: the exact body that goes on the wire, and what lists may show of it.
 * `entryId` is the idempotency key; the body is never changed after it was saved, or a repeat would be another request.
 */
export const Entry = z.strictObject({
  entryId: EntryId,
  request: AssociationRequest,
  /** Day of the region's calendar on which it was made. */
  businessDay: BusinessDay,
  savedAtMs: z.int(),
  /** After this an entry that was never written to the wire is parked. */
  deadlineAtMs: z.int(),
  shown: z.strictObject({
    cardNumberMasked: MaskedNumber,
    /** Null when it was made offline: the holder was not shown. */
    holderNameMasked: z.nullable(MaskedName),
    how: z.enum(["stripe", "chip", "none"]),
  }),
});
export type Entry = z.infer<typeof Entry>;

/** Last four characters of an entry's id: what a clerk reads out. */
export function entryRef(entryId: EntryId): string {
  return entryId.slice(-4);
}
