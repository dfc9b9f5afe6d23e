-- The log as a chain (G8). Each seal takes the lines of the transactions that have ended since the one before, and that one's hash: a
-- line changed, taken out or put in afterwards no longer gives the hash.
alter table access.log add column xact bigint not null default (pg_current_xact_id()::text::bigint);
create index log_xact on access.log using brin (xact);

create table access.seal (
  nr         bigint primary key,
  -- Lines of the transactions after the first of these, to the second and with it.
  after_xact bigint not null,
  until_xact bigint not null,
  lines      integer not null,
  hash       bytea not null,
  sealed_at  timestamptz not null default now()
);
