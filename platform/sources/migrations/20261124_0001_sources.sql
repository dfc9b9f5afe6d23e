-- Systems outside: where each stands, for all nodes, and what was last fetched of whom. Holds no health data.
create schema sources;

create table sources.state (
  source text primary key,
  -- story time: shown to people
  reached_at timestamptz,
  failed_since timestamptz,
  failures integer not null default 0,
  -- machine time: for the breaker and the next look
  open_until timestamptz,
  trying_until timestamptz,
  probe_at timestamptz not null default now()
);

-- One row for a citizen at a source. `due` is set while a fresh copy is wanted.
create table sources.copy (
  citizen text not null,
  source text not null,
  taken_at timestamptz,
  -- machine time
  taken_real timestamptz,
  wanted_at timestamptz,
  due timestamptz,
  running_until timestamptz,
  tries integer not null default 0,
  must boolean not null default false,
  primary key (citizen, source)
);
create index copy_due on sources.copy (due) where due is not null;
