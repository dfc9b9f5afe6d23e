-- What the offices work with: appointments at the GP, the waiting list, and late cancellations nobody has looked at. Keys,
-- times and states only; names and reasons stay in the record. A work table is read by office, so it is not partitioned.
create schema appointments;

create table appointments.entry (
  citizen text not null,
  appointment text not null,
  version text not null,
  office text not null,
  practitioner text,
  state text not null,
  mode text,
  starts timestamptz,
  ends timestamptz,
  since timestamptz not null,
  -- of somebody who waits: mode, from, to, weekdays, dayParts
  wish jsonb,
  -- times that were offered to them
  asked text[] not null default '{}',
  offered_slot text,
  offered_until timestamptz,
  replaces text,
  cancelled_at timestamptz,
  -- cancelled by the citizen after the deadline, and the office has not decided about the fee
  late boolean not null default false,
  primary key (citizen, appointment)
);
create unique index entry_appointment on appointments.entry (appointment);
create index entry_ahead on appointments.entry (office, starts) where state in ('booked', 'arrived');
create index entry_waiting on appointments.entry (office, since) where state = 'waiting';
create index entry_late on appointments.entry (office) where late;
-- A freed time is offered to one person at a time.
create unique index entry_offered on appointments.entry (offered_slot) where offered_slot is not null;
