-- Up Migration
create table installation (
  only_one        boolean primary key default true check (only_one),
  environment     text not null check (environment in ('demo', 'production')),
  region_code     text not null,
  key_fingerprint text not null,
  created_at      timestamptz not null
);
comment on table installation is 'What this database belongs to, in one row: a demo service never opens a production database, and no service opens one with another service''s keys.';

-- Down Migration
drop table installation;
