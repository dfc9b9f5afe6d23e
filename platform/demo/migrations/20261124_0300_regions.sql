-- What the demo world's hospital systems keep: each region's own records, apart from the portal's. Empty in production.
create table demo.region_resource (
  region text not null,
  type text not null,
  id text not null,
  version integer not null default 1,
  -- identity number of the patient, as hospitals keep it; null for clinics, schedules and slots
  patient text,
  -- business identifier that makes a create happen once
  key text,
  body jsonb not null,
  primary key (region, type, id)
);
create unique index region_resource_key on demo.region_resource (region, type, key) where key is not null;
create index region_resource_patient on demo.region_resource (region, patient) where patient is not null;
