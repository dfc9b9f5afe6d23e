-- C5. Which units are health contacts, whom a hospital has to do with, and which conversation belongs to which contact: keys,
-- states and dates only. The contacts themselves (EpisodeOfCare) stand in the citizens' records.
create schema unit_dialogue;

create table unit_dialogue.unit (
  -- id of the HealthcareService
  id text primary key,
  organization text not null,
  hospital text not null,
  name text not null,
  phone text
);
create index unit_organization on unit_dialogue.unit (organization);

create table unit_dialogue.contact (
  citizen text not null,
  -- id of the EpisodeOfCare
  contact text not null,
  version text not null,
  organization text not null,
  unit text not null,
  active boolean not null,
  until date,
  changed timestamptz not null,
  primary key (citizen, contact)
);
create unique index contact_id on unit_dialogue.contact (contact);
create index contact_organization on unit_dialogue.contact (organization, active, changed);
-- One at a time, however many open it at once.
create unique index contact_open on unit_dialogue.contact (citizen, unit) where active;

create table unit_dialogue.relation (
  citizen text not null,
  -- Appointment/<id> or ServiceRequest/<id>
  resource text not null,
  organization text not null,
  day date not null,
  primary key (citizen, resource, organization)
);
create index relation_organization on unit_dialogue.relation (organization, day);

create table unit_dialogue.talk (
  citizen text not null,
  -- id of the Task
  task text not null,
  contact text not null,
  open boolean not null,
  waiting boolean not null,
  primary key (citizen, task)
);
create index talk_contact on unit_dialogue.talk (contact);
