-- C2. Clinics with their rules, times they have free, and what is at which hospital: keys, states and dates only. The
-- appointments themselves stand in the citizens' records.
create schema hospital_appointments;

create table hospital_appointments.clinic (
  id text primary key,
  source text not null,
  regional text not null,
  organization text not null,
  organization_name text not null,
  name text not null,
  phone text,
  rules jsonb not null,
  version text not null,
  -- when its free times were fetched first: a time that appears later has been given up by somebody
  times_since timestamptz,
  unique (source, regional)
);

create table hospital_appointments.free_time (
  source text not null,
  slot text not null,
  -- id of the HealthcareService
  clinic text not null,
  starts timestamptz not null,
  ends timestamptz not null,
  freed boolean not null default false,
  primary key (source, slot)
);
create index free_time_clinic on hospital_appointments.free_time (clinic, starts);

create table hospital_appointments.appointment (
  citizen text not null,
  appointment text not null,
  version text not null,
  source text not null,
  organization text,
  clinic text,
  status text not null,
  starts timestamptz,
  choose_by date,
  none_fits_at timestamptz,
  created timestamptz not null,
  primary key (citizen, appointment)
);
create index appointment_office on hospital_appointments.appointment (organization, starts);
create unique index appointment_id on hospital_appointments.appointment (appointment);

-- The saga of one act at a region (domain/attempt.ts). Written before each step.
create table hospital_appointments.attempt (
  citizen text not null,
  id uuid not null,
  appointment text not null,
  source text not null,
  regional text not null,
  act text not null,
  slot text,
  starts timestamptz,
  ends timestamptz,
  state text not null,
  -- the region may have got a step whose answer never came
  doubt boolean not null default false,
  -- the citizen was told that the outcome is not known yet
  told_asking boolean not null default false,
  begun_at timestamptz not null,
  known_at timestamptz,
  -- machine time: a copy begun before this is not newer than what the attempt knows
  changed_real timestamptz not null default now(),
  primary key (citizen, id)
);
create unique index attempt_open on hospital_appointments.attempt (citizen, appointment)
  where state not in ('done', 'none');
