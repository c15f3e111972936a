-- Up Migration
create table look_up (
  look_up_id          uuid primary key,
  request_hash        bytea not null,
  outcome             text not null check (outcome in ('found', 'already-associated', 'refused', 'conflict')),
  reason              text,
  card_number_hash    bytea not null,
  card_number_sealed  bytea not null,
  card_id             uuid,
  evidence            text not null check (evidence in ('stripe', 'none')),
  stripe_kind         text,
  stripe_key_hash     bytea,
  without_read_reason text,
  terminal_id         text not null,
  operator_id         text not null,
  recorded_at         timestamptz not null,
  business_day        date not null,
  constraint look_up_reason_where_negative check ((reason is not null) = (outcome in ('refused', 'conflict')))
);
comment on table look_up is 'Append-only. Who asked for which card, when, with what evidence, and what was answered; refusals too.';
comment on column look_up.look_up_id is 'UUIDv7 made by the terminal. A repeat is answered again, not recorded again.';
create index look_up_by_day on look_up (business_day, operator_id);

-- Down Migration
drop table look_up;
