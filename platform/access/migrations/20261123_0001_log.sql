-- The log of access: who, role, organisation, what, why, when. Added to, never changed (grants: platform/db/grants.ts).
create schema access;

create table access.log (
  citizen text not null,
  at timestamptz not null,
  id uuid not null default gen_random_uuid(),
  request_id text not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  organization text,
  organization_name text,
  action text not null,
  types text[] not null,
  purpose text not null,
  reason text,
  door text not null,
  primary key (citizen, at, id)
) partition by hash (citizen);

create table access.log_0 partition of access.log for values with (modulus 8, remainder 0);
create table access.log_1 partition of access.log for values with (modulus 8, remainder 1);
create table access.log_2 partition of access.log for values with (modulus 8, remainder 2);
create table access.log_3 partition of access.log for values with (modulus 8, remainder 3);
create table access.log_4 partition of access.log for values with (modulus 8, remainder 4);
create table access.log_5 partition of access.log for values with (modulus 8, remainder 5);
create table access.log_6 partition of access.log for values with (modulus 8, remainder 6);
create table access.log_7 partition of access.log for values with (modulus 8, remainder 7);
