import { ok, type Result } from "../../shared/basics/result.ts";
import type { StandingAssociation } from "../../shared/contracts/http.ts";
import type { Database } from "../platform/database.ts";
import type { DatabaseFault } from "../platform/database-fault.ts";
import type { SealedIdentity } from "./identity.ts";

/** The association in force that an attempt met. Its row never changes, so neither does an answer that tells of it. */
export interface StandingRow extends SealedIdentity {
  readonly recordedAt: Date;
  readonly place: string;
}

/** Reads an association by its ledger event, which must exist: another row of the ledger names it. */
export async function getStanding(database: Database, eventId: string): Promise<Result<StandingRow, DatabaseFault>> {
  const rows = await database.query<StandingRow>({
    name: "get-standing",
    text: `select card_number_hash as "cardNumberHash", card_number_sealed as "cardNumberSealed", holder_id as "holderId",
        holder_name_sealed as "holderNameSealed", person_number_sealed as "personNumberSealed",
        recorded_at as "recordedAt", place
      from ledger where event_id = $1`,
    values: [eventId],
  });
  if (!rows.ok) return rows;
  const standing = rows.value[0];
  if (standing === undefined) throw new Error(`ledger event ${eventId} is named by another but does not exist`);
  return ok(standing);
}

/** A standing association as its asker may see it. */
export function viewStanding({ recordedAt, place }: StandingRow): StandingAssociation {
  return { recordedAt: recordedAt.toISOString(), place };
}
