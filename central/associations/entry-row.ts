/** What an entry's row says of the attempt when it was made. */
export type RowOutcome =
  | "confirmed"
  | "claimed"
  | "already-associated"
  | "already-claimed"
  | "refused"
  | "conflict"
  | "cancelled";

/** An entry's row of the ledger, with what a later event settled about it. */
export interface EntryRow {
  readonly entryId: string;
  readonly eventId: string;
  readonly requestHash: Buffer | null;
  readonly outcome: RowOutcome;
  readonly reason: string | null;
  readonly reasonSince: string | null;
  readonly standingEventId: string | null;
  readonly cardNumberHash: Buffer | null;
  readonly cardNumberSealed: Buffer | null;
  readonly issueRegion: string | null;
  readonly holderId: string | null;
  readonly holderNameSealed: Buffer | null;
  readonly personNumberSealed: Buffer | null;
  readonly evidence: "stripe" | "none";
  readonly operatorId: string;
  readonly recordedAt: Date;
  readonly businessDay: string;
  readonly settledOutcome: "settled-confirmed" | "settled-refused" | null;
  readonly settledReason: string | null;
}

/** The columns of `EntryRow`, of a ledger row `l` joined by `entryJoins`. */
export const entryColumns = `
  l.entry_id as "entryId", l.event_id as "eventId", l.request_hash as "requestHash", l.outcome, l.reason,
  l.reason_since::text as "reasonSince", l.standing_event_id as "standingEventId",
  l.card_number_hash as "cardNumberHash", l.card_number_sealed as "cardNumberSealed", c.issue_region as "issueRegion",
  l.holder_id as "holderId", l.holder_name_sealed as "holderNameSealed", l.person_number_sealed as "personNumberSealed",
  l.evidence, l.operator_id as "operatorId", l.recorded_at as "recordedAt", l.business_day::text as "businessDay",
  s.outcome as "settledOutcome", s.reason as "settledReason"`;

/** Joins the settlement of a claim, or of the claim that the entry met. */
export const entryJoins = `
  left join card c on c.card_id = l.card_id
  left join ledger s on s.outcome in ('settled-confirmed', 'settled-refused')
    and s.about_event_id = case when l.outcome = 'already-claimed' then l.standing_event_id else l.event_id end`;
