-- Times that can be booked, and who has one. The Schedules and Slots themselves are shared FHIR resources; this is what is
-- searched and locked. Which citizen has a time stands here and never in a Slot, which everybody may read.
create schema slots;

create table slots.schedule (
  id text primary key,
  -- id of the Organization
  office text not null,
  -- id of the Practitioner; null for a room or a team
  practitioner text,
  name text,
  kinds text[] not null,
  active boolean not null
);
create index schedule_office on slots.schedule (office);

create table slots.slot (
  id text primary key,
  schedule text not null,
  office text not null,
  practitioner text,
  kinds text[] not null,
  starts timestamptz not null,
  ends timestamptz not null,
  -- as in FHIR: free, busy, busy-unavailable, busy-tentative, entered-in-error
  status text not null,
  check (starts < ends)
);
create index slot_office on slots.slot (office, starts);
create index slot_practitioner on slots.slot (practitioner, starts);
-- The same time is not offered twice, whoever writes at once.
create unique index slot_once on slots.slot (schedule, starts) where status <> 'entered-in-error';

-- A time kept for a citizen for a few minutes. One time a citizen: nobody keeps a morning.
create table slots.hold (
  slot text primary key,
  citizen text not null unique,
  token text not null unique,
  until timestamptz not null
);

-- Who has the time: one appointment a slot, by key.
create table slots.booking (
  slot text primary key,
  appointment text not null,
  citizen text not null
);
create index booking_appointment on slots.booking (appointment);
