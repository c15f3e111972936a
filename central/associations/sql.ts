import type { Statement } from "../platform/database.ts";
import { type JudgedAttempt, judgementParameters, judgementSql, judgementValues } from "../register/judgement.ts";
import { entryColumns, entryJoins } from "./entry-row.ts";

/** What an association's row holds beside what the judgement finds. */
export interface NewEntry {
  readonly judged: JudgedAttempt;
  readonly eventId: string;
  readonly entryId: string;
  readonly requestHash: Buffer;
  readonly cardNumberSealed: Buffer;
  readonly numberCheck: string;
  readonly proof: string;
  readonly documentType: string | null;
  readonly documentLastFour: string | null;
  readonly lookUpId: string | null;
  readonly madeAt: string;
  readonly by: Actor;
  readonly recordedAt: Date;
}

/** Where and by whom something was done. */
export interface Actor {
  readonly terminalId: string;
  readonly operatorId: string;
  readonly channel: string;
  readonly place: string;
}

/**
 * The association in one statement: lock and judge the card, write the row with whatever comes of it, learn the stripe. No row comes
 * back when the entry is there already, or when another association of this card, holder or stripe was first: a fresh look tells which.
 * A stripe is learned only at a counter, where an operator attests the holder's identity, and only by a confirmed association.
 */
export function associateStatement(entry: NewEntry): Statement {
  const { judged, by } = entry;
  return { name: "associate", text: associateSql, values: [...judgementValues(judged), ...ownValues(entry, by)] };
}

function ownValues(entry: NewEntry, by: Actor): readonly unknown[] {
  const { evidence } = entry.judged;
  return [
    entry.eventId,
    entry.entryId,
    entry.requestHash,
    entry.cardNumberSealed,
    entry.numberCheck,
    evidence.evidence,
    evidence.stripeKind,
    evidence.withoutReadReason,
    entry.proof,
    entry.documentType,
    entry.documentLastFour,
    entry.lookUpId,
    by.terminalId,
    by.operatorId,
    by.channel,
    by.place,
    entry.madeAt,
    entry.recordedAt,
  ];
}

const ownParameters = [
  ["event_id", "uuid"],
  ["entry_id", "uuid"],
  ["request_hash", "bytea"],
  ["card_number_sealed", "bytea"],
  ["number_check", "text"],
  ["evidence", "text"],
  ["stripe_kind", "text"],
  ["without_read_reason", "text"],
  ["proof", "text"],
  ["document_type", "text"],
  ["document_last_four", "text"],
  ["look_up_id", "uuid"],
  ["terminal_id", "text"],
  ["operator_id", "text"],
  ["channel", "text"],
  ["place", "text"],
  ["made_at", "timestamptz"],
  ["recorded_at", "timestamptz"],
] as const;

const associateSql = `
with ${judgementSql("for share")}, inserted as (
  insert into ledger (${ownParameters.map(([column]) => column).join(", ")},
    outcome, reason, reason_since, standing_event_id, card_number_hash, stripe_key_hash,
    card_id, holder_id, holder_name_sealed, person_number_sealed, business_day)
  select ${ownParameters.map(([, type], index) => `$${judgementParameters + 1 + index}::${type}`).join(", ")},
    outcome, reason, reason_since, standing_event_id, $1::bytea, $2::bytea,
    card_id, holder_id, name_sealed, person_number_sealed, $6::date
  from judged
  on conflict do nothing
  returning *
), learned as (
  insert into medium (stripe_key_hash, card_id, learned_by, learned_at)
  select stripe_key_hash, card_id, event_id, recorded_at from inserted
  where outcome = 'confirmed' and stripe_key_hash is not null and channel = 'counter'
  on conflict do nothing
)
select ${entryColumns} from inserted l ${entryJoins}`;

/** Reads what became of an entry. */
export function findEntryStatement(entryId: string): Statement {
  return {
    name: "find-entry",
    text: `select ${entryColumns} from ledger l ${entryJoins} where l.entry_id = $1`,
    values: [entryId],
  };
}

/** What a cancellation's row holds. */
export interface NewCancellation {
  readonly eventId: string;
  readonly entryId: string;
  readonly reason: string;
  readonly by: Actor;
  readonly recordedAt: Date;
  readonly businessDay: string;
}

/** Writes the tombstone of an entry. No row comes back when the entry is there already. */
export function cancelStatement({ eventId, entryId, reason, by, recordedAt, businessDay }: NewCancellation): Statement {
  return {
    name: "cancel-entry",
    text: `
with inserted as (
  insert into ledger (event_id, entry_id, outcome, reason, evidence,
    terminal_id, operator_id, channel, place, recorded_at, business_day)
  values ($1, $2, 'cancelled', $3, 'none', $4, $5, $6, $7, $8, $9)
  on conflict do nothing
  returning *
)
select ${entryColumns} from inserted l ${entryJoins}`,
    values: [eventId, entryId, reason, by.terminalId, by.operatorId, by.channel, by.place, recordedAt, businessDay],
  };
}

/** Reads entries that one terminal brought on one day, oldest first, after an event. */
export function listStatement(page: {
  readonly terminalId: string;
  readonly day: string;
  readonly after: string | null;
  readonly limit: number;
}): Statement {
  return {
    name: "list-entries",
    text: `select ${entryColumns} from ledger l ${entryJoins}
      where l.business_day = $1 and l.terminal_id = $2 and l.entry_id is not null
        and ($3::uuid is null or l.event_id > $3)
      order by l.event_id limit $4`,
    values: [page.day, page.terminalId, page.after, page.limit],
  };
}

/** Reads every entry of one day, oldest first: for reports of the whole service. */
export function dayStatement(day: string): Statement {
  return {
    name: "day-entries",
    text: `select ${entryColumns}, l.terminal_id as "terminalId" from ledger l ${entryJoins}
      where l.business_day = $1 and l.entry_id is not null order by l.event_id`,
    values: [day],
  };
}
