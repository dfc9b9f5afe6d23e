-- Drafts and versions of what offices offer and say. Nothing about citizens is here; what is live stands in HealthcareService.
create schema office_admin;

create table office_admin.version (
  id text primary key,
  -- id of the Organization
  office text not null,
  -- place in the history; given when it goes live
  number integer,
  state text not null check (state in ('draft', 'submitted', 'approved', 'live', 'replaced', 'discarded')),
  revision integer not null,
  content jsonb not null,
  -- what was live when it was begun, or last brought up to date
  base jsonb not null,
  -- [{id, name}]: all who have written in it
  authors jsonb not null,
  comment text,
  comment_by text,
  approved_by text,
  approved_by_name text,
  live_at timestamptz,
  went_live_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (office, number)
);
create index on office_admin.version (office, state);
create unique index one_live on office_admin.version (office) where state = 'live';

-- Who did what to a version, and when. Only added to.
create table office_admin.act (
  version text not null references office_admin.version,
  revision integer not null,
  act text not null,
  person text not null,
  name text not null,
  at timestamptz not null,
  primary key (version, revision)
);
