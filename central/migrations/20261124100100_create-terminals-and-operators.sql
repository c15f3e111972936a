-- Up Migration
create table terminal (
  terminal_id text primary key check (terminal_id ~ '^[A-Za-z0-9_-]{1,32}$'),
  token_hash  bytea unique check (octet_length(token_hash) = 32),
  institution text not null,
  place       text not null,
  channel     text not null check (channel in ('counter', 'kiosk', 'web')),
  revoked_at  timestamptz
);
comment on table terminal is 'A machine that may ask this service. The token itself is never stored, only its SHA-256: it is random, so that is enough.';
comment on column terminal.place is 'What people call the place, such as branch and window; copied into each ledger row.';

create table operator (
  operator_id text primary key check (operator_id ~ '^[A-Za-z0-9_-]{1,32}$'),
  institution text not null,
  role        text not null,
  disabled_at timestamptz
);
comment on table operator is 'A person who works at terminals of an institution.';

-- Down Migration
drop table operator;
drop table terminal;
