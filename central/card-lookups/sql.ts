import type { Statement } from "../platform/database.ts";
import { type JudgedAttempt, judgementSql, judgementValues } from "../register/judgement.ts";

/** A card as a look-up finds it, with the outcome an association would have now. All of the card is null for an unknown number. */
export interface JudgedRow {
  readonly cardId: string | null;
  readonly cardNumberSealed: Buffer | null;
  readonly holderId: string | null;
  readonly holderNameSealed: Buffer | null;
  readonly personNumberSealed: Buffer | null;
  readonly photoSealed: Buffer | null;
  readonly stateCode: string | null;
  readonly stateSince: string | null;
  readonly validUntil: string | null;
  readonly generation: number | null;
  readonly issueRegion: string | null;
  readonly isThisMedium: boolean | null;
  readonly outcome: "confirmed" | "claimed" | "already-associated" | "already-claimed" | "refused" | "conflict";
  readonly reason: string | null;
  readonly reasonSince: string | null;
  readonly standingEventId: string | null;
}

/** Reads and judges a card. Locks nothing: the association will judge again. */
export function judgeStatement(attempt: JudgedAttempt): Statement {
  return { name: "judge-card", text: judgeSql, values: judgementValues(attempt) };
}

const judgeSql = `
with ${judgementSql("")}
select card_id as "cardId", number_sealed as "cardNumberSealed", holder_id as "holderId",
  name_sealed as "holderNameSealed", person_number_sealed as "personNumberSealed", photo_sealed as "photoSealed",
  state_code as "stateCode", state_since::text as "stateSince", valid_until::text as "validUntil", generation,
  issue_region as "issueRegion", is_this_medium as "isThisMedium", outcome, reason, reason_since::text as "reasonSince",
  standing_event_id as "standingEventId"
from judged`;

/** What a look-up's row holds. */
export interface NewLookUp {
  readonly lookUpId: string;
  readonly requestHash: Buffer;
  readonly outcome: "found" | "already-associated" | "refused" | "conflict";
  readonly reason: string | null;
  readonly cardNumberSealed: Buffer;
  readonly cardId: string | null;
  readonly attempt: JudgedAttempt;
  readonly terminalId: string;
  readonly operatorId: string;
  readonly recordedAt: Date;
}

/** Records a look-up unless it is recorded, and gives the request hash that stands under its id: another's when the id was used before. */
export function recordStatement({ attempt, ...lookUp }: NewLookUp): Statement {
  const { evidence } = attempt;
  return {
    name: "record-look-up",
    text: recordSql,
    values: [
      lookUp.lookUpId,
      lookUp.requestHash,
      lookUp.outcome,
      lookUp.reason,
      attempt.cardNumberHash,
      lookUp.cardNumberSealed,
      lookUp.cardId,
      evidence.evidence,
      evidence.stripeKind,
      evidence.stripeKeyHash,
      evidence.withoutReadReason,
      lookUp.terminalId,
      lookUp.operatorId,
      lookUp.recordedAt,
      attempt.today,
    ],
  };
}

const recordSql = `
with inserted as (
  insert into look_up (look_up_id, request_hash, outcome, reason, card_number_hash, card_number_sealed, card_id,
    evidence, stripe_kind, stripe_key_hash, without_read_reason, terminal_id, operator_id, recorded_at, business_day)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
  on conflict do nothing
  returning request_hash
)
select request_hash as "requestHash" from inserted
union all
select request_hash from look_up where look_up_id = $1`;
