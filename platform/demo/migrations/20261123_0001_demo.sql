-- The demo world: its clock, and what of it has been made. Empty in production.
create schema demo;

-- `seen_until`: no instant after this one has been shown to anybody.
create table demo.story_clock (
  id boolean primary key default true check (id),
  seen_until timestamptz not null
);

create table demo.seeded (
  part text primary key,
  at timestamptz not null
);
