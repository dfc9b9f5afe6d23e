-- Who looks at what now, and the offices' text templates. No health data: ids of items, never whose they are.
create schema work_queue;

create table work_queue.presence (
  organization text not null,
  kind text not null,
  item text not null,
  person text not null,
  name text not null,
  until timestamptz not null,
  primary key (organization, kind, item, person)
);
create index presence_until on work_queue.presence (until);

create table work_queue.template (
  organization text not null,
  id uuid not null,
  name text not null,
  kinds jsonb not null,
  uses jsonb not null,
  texts jsonb not null,
  version int not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (organization, id)
);
