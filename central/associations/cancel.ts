import { err, ok } from "../../shared/basics/result.ts";
import type { CancellationReply, CancellationRequest } from "../../shared/contracts/http.ts";
import type { Answer } from "../platform/answer.ts";
import { problemOfAccess } from "../platform/http-server.ts";
import { problemOf, problemOfFault, problemOfOpenFate } from "../platform/problems.ts";
import { type Asked, type AssociationsOptions, actorOf, queryRow } from "./entries.ts";
import { cancelStatement, findEntryStatement } from "./sql.ts";

/**
 * Makes sure that an entry never becomes an association: leaves a tombstone that answers a late request. Idempotent by `entryId`.
 * Refused once the entry is recorded, whatever its outcome.
 */
export async function cancel(
  options: AssociationsOptions,
  entryId: string,
  { body, terminal, reference }: Asked<CancellationRequest>,
): Promise<Answer<CancellationReply>> {
  const { access, database, clock, region, nextEventId } = options;
  const operator = await access.admitOperator(body.operatorId);
  if (!operator.ok) return err(problemOfAccess(operator.error, reference));

  const recordedAt = new Date(clock.nowMs());
  const tombstone = cancelStatement({
    eventId: nextEventId(),
    entryId,
    reason: body.reason,
    by: actorOf(terminal, body.operatorId),
    recordedAt,
    businessDay: region.dayOf(recordedAt.getTime()),
  });
  const inserted = await queryRow(database, tombstone);
  if (!inserted.ok) return err(problemOfFault(inserted.error, reference));
  const known = inserted.value === undefined ? await queryRow(database, findEntryStatement(entryId)) : inserted;
  if (!known.ok) return err(problemOfOpenFate(reference));
  const row = known.value;
  if (row === undefined) throw new Error("an entry that could not be written is not there either");
  if (row.outcome !== "cancelled") return err(problemOf("entry/already-recorded", row.eventId));
  return ok({ status: 200, body: { outcome: "cancelled", entryId, recordedAt: row.recordedAt.toISOString() } });
}
