-- Up Migration
create table ledger (
  event_id             uuid primary key,
  entry_id             uuid unique,
  request_hash         bytea,
  outcome              text not null check (outcome in (
                         'confirmed', 'claimed', 'already-associated', 'already-claimed', 'refused', 'conflict', 'cancelled',
                         'settled-confirmed', 'settled-refused', 'released')),
  reason               text,
  reason_since         date,
  standing_event_id    uuid,
  about_event_id       uuid,
  card_number_hash     bytea,
  card_number_sealed   bytea,
  number_check         text,
  card_id              uuid,
  holder_id            uuid,
  holder_name_sealed   bytea,
  person_number_sealed bytea,
  evidence             text not null check (evidence in ('stripe', 'none')),
  stripe_kind          text,
  stripe_key_hash      bytea,
  without_read_reason  text,
  proof                text,
  document_type        text,
  document_last_four   text,
  look_up_id           uuid,
  terminal_id          text not null,
  operator_id          text not null,
  channel              text not null,
  place                text not null,
  made_at              timestamptz,
  recorded_at          timestamptz not null,
  business_day         date not null,
  lane                 uuid,
  batch_no             bigint,
  released_at          timestamptz,
  constraint ledger_is_entry_or_about_one check ((entry_id is null) = (about_event_id is not null)),
  constraint ledger_reason_where_negative check ((reason is not null) = (outcome in ('refused', 'conflict', 'cancelled', 'settled-refused', 'released'))),
  constraint ledger_only_links_are_released check (released_at is null or outcome in ('confirmed', 'claimed'))
);
comment on table ledger is 'Append-only. One row is an association, its idempotency record and its audit leaf at once; refusals, conflicts, cancellations, settlements and releases are rows too. Only released_at changes later, so it is no part of the leaf.';
comment on column ledger.event_id is 'UUIDv7 made by the service.';
comment on column ledger.entry_id is 'UUIDv7 made by the terminal: the idempotency key. Null on later events, which name their subject in about_event_id.';
comment on column ledger.request_hash is 'Keyed hash of the canonical request; a repeat must have the same. Null on a cancellation that came before its request.';
comment on column ledger.standing_event_id is 'The association in force that this attempt met (already associated, already claimed, conflict).';
comment on column ledger.about_event_id is 'The event that a settlement or a release is about.';
comment on column ledger.card_id is 'References, like holder_id, terminal_id and operator_id, a row that the inserting statement has read. No foreign key: its lock on the parent would be taken for every row.';
comment on column ledger.holder_name_sealed is 'As the register had it at that moment, so that a repeated request gets the same answer for ever.';
comment on column ledger.stripe_key_hash is 'Keyed hash of a bank number or of local stripe content. Null for stripes that carry the card''s or the person''s number: those are compared, not learned.';
comment on column ledger.lane is 'With batch_no: the commit lane and batch whose seal covers this row. Null until rows are sealed.';
comment on column ledger.business_day is 'Day of the region''s calendar.';

-- A link is exclusive until it is released: one active association for each card, holder and stripe key. Other outcomes are outside, so they never block.
create unique index ledger_one_link_per_card on ledger (card_id) where outcome in ('confirmed', 'claimed') and released_at is null;
create unique index ledger_one_link_per_holder on ledger (holder_id) where outcome in ('confirmed', 'claimed') and released_at is null;
create unique index ledger_one_link_per_stripe_key on ledger (stripe_key_hash) where outcome in ('confirmed', 'claimed') and released_at is null;
create unique index ledger_one_settlement_per_claim on ledger (about_event_id) where outcome in ('settled-confirmed', 'settled-refused');
-- Day before terminal: totals of a whole day need no other index, and one terminal's month is still quick.
create index ledger_by_day on ledger (business_day, terminal_id, event_id);
create index ledger_claims on ledger (event_id) where outcome = 'claimed' and released_at is null;

create table medium (
  stripe_key_hash bytea primary key check (octet_length(stripe_key_hash) = 16),
  card_id         uuid not null references card,
  learned_by      uuid references ledger,
  learned_at      timestamptz not null
);
comment on table medium is 'Which card a stripe belongs to.';
comment on column medium.learned_by is 'The confirmed association that taught it; null where the register brought it.';

create table seal (
  lane      uuid not null,
  batch_no  bigint not null,
  row_count integer not null check (row_count > 0),
  prev_hash bytea not null,
  hash      bytea not null,
  sealed_at timestamptz not null,
  primary key (lane, batch_no)
);
comment on table seal is 'One link of a lane''s hash chain over a batch of ledger rows: hash = sha256(prev_hash || leaf hashes by event_id).';

-- Down Migration
drop table seal;
drop table medium;
drop table ledger;
