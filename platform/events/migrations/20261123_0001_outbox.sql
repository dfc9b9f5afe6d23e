-- Outbox: written in the transaction of what happened, told to listeners afterwards. `due` lies ahead for deadlines.
create schema events;

create table events.outbox (
  id uuid primary key default gen_random_uuid(),
  type text not null,
  citizen text not null,
  data jsonb not null,
  at timestamptz not null,
  due timestamptz not null,
  tries integer not null default 0,
  -- machine time, not story time: when to try again after a failure
  retry_at timestamptz,
  last_error text
);
create index on events.outbox (due);

-- Which listener has dealt with which event; in the listener's own transaction, so its effects happen once.
create table events.handled (
  event uuid not null,
  listener text not null,
  at timestamptz not null,
  primary key (event, listener)
);

-- Commands done: a second call with the same key gets the first answer.
create table events.command (
  actor text not null,
  key text not null,
  request_hash text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (actor, key)
);
