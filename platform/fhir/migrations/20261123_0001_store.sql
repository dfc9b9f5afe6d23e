-- FHIR R4 resources as stored truth. Health data is keyed by citizen first and hash-partitioned by it; shared resources
-- (Organization, Practitioner …) have tables of the same shape of their own, with citizen = ''.
create schema fhir;

create table fhir.resource (
  citizen text not null,
  type text not null,
  id text not null,
  version integer not null,
  updated timestamptz not null,
  body jsonb not null,
  idx text[] not null,
  primary key (citizen, type, id)
) partition by hash (citizen);

create table fhir.history (
  citizen text not null,
  type text not null,
  id text not null,
  version integer not null,
  updated timestamptz not null,
  -- null: this version is a deletion
  body jsonb,
  primary key (citizen, type, id, version)
) partition by hash (citizen);

do $$ begin
  for remainder in 0..7 loop
    execute format('create table fhir.resource_%s partition of fhir.resource for values with (modulus 8, remainder %s)', remainder, remainder);
    execute format('create table fhir.history_%s partition of fhir.history for values with (modulus 8, remainder %s)', remainder, remainder);
  end loop;
end $$;

create index on fhir.resource using gin (idx);
create index on fhir.resource (type, updated, id);

-- Which record an id belongs to, for callers that know only type and id. Stays when the resource is deleted, so that an id
-- is never given to another citizen.
create table fhir.locator (
  type text not null,
  id text not null,
  citizen text not null,
  primary key (type, id)
);

create table fhir.shared_resource (
  citizen text not null default '' check (citizen = ''),
  type text not null,
  id text not null,
  version integer not null,
  updated timestamptz not null,
  body jsonb not null,
  idx text[] not null,
  primary key (type, id)
);

create table fhir.shared_history (
  citizen text not null default '' check (citizen = ''),
  type text not null,
  id text not null,
  version integer not null,
  updated timestamptz not null,
  body jsonb,
  primary key (type, id, version)
);

create index on fhir.shared_resource using gin (idx);
