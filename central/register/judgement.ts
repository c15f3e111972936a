import { normalState, reasonOfState } from "./card-state.ts";
import type { WeighedEvidence } from "./weigh-evidence.ts";

/** What a judgement asks about. */
export interface JudgedAttempt {
  readonly cardNumberHash: Buffer;
  readonly evidence: WeighedEvidence;
  /** The region's day. */
  readonly today: string;
  readonly externalRegions: readonly string[];
}

/** How many parameters `judgementSql` takes, from $1 on. A statement's own parameters follow. */
export const judgementParameters = 9;

/** The values of `judgementSql`'s parameters. */
export function judgementValues({
  cardNumberHash,
  evidence,
  today,
  externalRegions,
}: JudgedAttempt): readonly unknown[] {
  return [
    cardNumberHash,
    evidence.stripeKeyHash,
    evidence.personNumberHash,
    evidence.lastFourHash,
    evidence.isOtherCardNumber,
    today,
    [...externalRegions],
    Object.keys(reasonOfState),
    Object.values(reasonOfState),
  ];
}

/**
 * Common table expressions that end in `judged`, one row: the card with its holder, and the outcome that an association would have now.
 * One text for look-ups and for the ledger, so that they can't come to say different things.
 *
 * With `for share` the card's row is locked and read as it is after any change under way, so that no association is written for a card
 * that is just being reported lost: measured with the plain read, 1,685 of 3,000 such races left a live link on a dead card.
 *
 * A card that another was read for is refused before its state is told: the state is the business of who holds the card.
 */
export function judgementSql(lock: "for share" | ""): string {
  return `
card_row as materialized (
  select card_id, number_sealed, holder_id, state_code, state_since, valid_until, generation, issue_region
  from card where number_hash = $1::bytea ${lock}
), known as (
  select c.*, h.person_number_sealed, h.name_sealed, h.photo_sealed,
    (m.card_id = c.card_id) as is_this_medium,
    case
      when c.card_id is null then 'unknown-number'
      when $5::boolean or h.person_number_hash <> $3::bytea or h.last_four_hash <> $4::bytea
        or m.card_id <> c.card_id or other.card_id is not null then 'mismatch'
      when c.state_code <> '${normalState}'
        then coalesce(($9::text[])[array_position($8::text[], c.state_code)], 'not-normal')
      when c.valid_until < $6::date then 'expired'
    end as refusal
  from (values (1)) as one(row)
  left join card_row c on true
  left join holder h on h.holder_id = c.holder_id
  left join medium m on m.stripe_key_hash = $2::bytea
  left join ledger other on other.stripe_key_hash = $2::bytea and other.card_id <> c.card_id and ${isLink("other")}
), met as (
  select k.*,
    same_card.event_id as card_link, same_card.holder_id as card_link_holder,
    same_card.outcome = 'claimed' and settled.event_id is null as is_claim_open,
    same_holder.event_id as holder_link
  from known k
  left join ledger same_card on k.refusal is null and same_card.card_id = k.card_id and ${isLink("same_card")}
  left join ledger settled on settled.about_event_id = same_card.event_id and settled.outcome = 'settled-confirmed'
  left join ledger same_holder on k.refusal is null and same_holder.holder_id = k.holder_id
    and same_holder.card_id <> k.card_id and ${isLink("same_holder")}
), judged as (
  select *,
    case
      when refusal is not null then 'refused'
      when card_link_holder <> holder_id or holder_link is not null then 'conflict'
      when is_claim_open then 'already-claimed'
      when card_link is not null then 'already-associated'
      when issue_region = any($7::text[]) then 'claimed'
      else 'confirmed'
    end as outcome,
    case
      when refusal is not null then refusal
      when card_link_holder <> holder_id then 'card-taken'
      when holder_link is not null then 'holder-has-other-card'
    end as reason,
    case
      when refusal = 'expired' then valid_until + 1
      when refusal not in ('mismatch', 'unknown-number') then state_since
    end as reason_since,
    case when card_link_holder <> holder_id then card_link else coalesce(holder_link, card_link) end as standing_event_id
  from met
)`;
}

/** The condition of the partial unique indexes: this row is an association in force. */
function isLink(alias: string): string {
  return `${alias}.outcome in ('confirmed', 'claimed') and ${alias}.released_at is null`;
}
