-- Bulk Data export. A job goes on slice by slice through the outbox; what a slice found, how far it came and the order for
-- the next one are written together, so a server that dies leaves nothing half done.
create table fhir.export_job (
  id uuid primary key,
  client text not null,
  client_name text not null,
  -- scopes as they were granted when the export was asked for
  scopes text[] not null,
  request text not null,
  level text not null check (level in ('system', 'patient')),
  types text[] not null,
  since timestamptz,
  -- the export shows the records as they were at this instant
  at timestamptz not null,
  status text not null check (status in ('running', 'complete', 'cancelled')),
  -- where the next slice starts
  type_index integer not null default 0,
  position_at timestamptz,
  position_id text,
  resources integer not null default 0
);
create index on fhir.export_job (client);

create table fhir.export_chunk (
  job uuid not null,
  type text not null,
  number integer not null,
  resources integer not null,
  ndjson text not null,
  primary key (job, type, number)
);

-- Versions of a type in order of time: histories of a type, and records as of an instant.
create index on fhir.history (type, updated, id);
create index on fhir.shared_history (type, updated, id);
create index on fhir.shared_resource (type, updated, id);
