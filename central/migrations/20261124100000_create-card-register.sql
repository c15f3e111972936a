-- Up Migration
create table holder (
  holder_id            uuid primary key,
  person_number_hash   bytea not null unique check (octet_length(person_number_hash) = 16),
  person_number_sealed bytea not null,
  last_four_hash       bytea not null check (octet_length(last_four_hash) = 16),
  name_sealed          bytea not null,
  photo_sealed         bytea
);
comment on table holder is 'A person who holds cards. Number, name and photo are encrypted under the service''s field key; look-up is by keyed hash.';
comment on column holder.last_four_hash is 'Keyed hash of the number''s last four characters, to check what a clerk attested while the service was away.';

create table card (
  card_id       uuid primary key,
  number_hash   bytea not null unique check (octet_length(number_hash) = 16),
  number_sealed bytea not null,
  holder_id     uuid not null references holder,
  state_code    text not null check (state_code ~ '^[0-9A-Za-z]{1,4}$'),
  state_since   date,
  valid_until   date,
  generation    smallint not null check (generation in (1, 2, 3)),
  issue_region  text not null check (issue_region ~ '^[0-9]{6}$')
);
comment on table card is 'One piece of plastic as our register knows it. A card of a city with a register of its own is kept here too, as a copy.';
comment on column card.state_code is 'AAZ502: 0 sealed, 1 normal, 2 lost, 3 locked, 4 lost temporarily, 9 cancelled. Any other code counts as not normal.';
comment on column card.valid_until is 'Last valid day; null where the card has no limit.';
create index card_of_holder on card (holder_id);

-- Down Migration
drop table card;
drop table holder;
