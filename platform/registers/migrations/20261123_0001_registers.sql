-- The embedded national registers: filled by the demo world and by import. Health data is not here.
create schema registers;

-- Folkeregisteret. `citizen` is the id of the Patient resource and never derived from the identity number.
create table registers.person (
  citizen text primary key,
  identity_number text not null unique check (identity_number ~ '^[0-9]{11}$'),
  given text not null,
  middle text,
  family text not null,
  birth_date date not null,
  gender text not null check (gender in ('female', 'male', 'other', 'unknown')),
  deceased date,
  address_protection text not null default 'ugradert'
    check (address_protection in ('ugradert', 'fortrolig', 'strengtFortrolig')),
  address_line text,
  postal_code text,
  city text,
  municipality text,
  -- known only through a Patient resource that came in by import or the FHIR door
  from_patient boolean not null,
  -- a protected address is left out, not hidden
  check (address_protection = 'ugradert' or (address_line is null and postal_code is null and city is null and municipality is null))
);
create index on registers.person (lower(family), lower(given));

-- Role of `other` towards `citizen`: both directions are rows.
create table registers.relation (
  citizen text not null references registers.person on delete cascade,
  other text not null references registers.person on delete cascade,
  role text not null check (role in ('mor', 'far', 'medmor', 'barn', 'søsken', 'ektefelleEllerPartner')),
  primary key (citizen, other, role),
  check (citizen <> other)
);

create table registers.parental_responsibility (
  child text not null references registers.person on delete cascade,
  responsible text not null references registers.person on delete cascade,
  type text not null check (type in ('felles', 'mor', 'far', 'medmor', 'andre')),
  primary key (child, responsible),
  check (child <> responsible)
);

-- Kontakt- og reservasjonsregisteret.
create table registers.contact (
  citizen text primary key references registers.person on delete cascade,
  reserved boolean not null,
  status text not null check (status in ('AKTIV', 'SLETTET')),
  language text check (language in ('nb', 'nn', 'se', 'en')),
  email text,
  email_updated timestamptz,
  email_verified timestamptz,
  mobile text,
  mobile_updated timestamptz,
  mobile_verified timestamptz
);

-- Enhetsregisteret and Adresseregisteret. `organization` is the id of the Organization resource.
create table registers.organisation (
  organization text primary key,
  name text not null,
  organisation_number text not null unique check (organisation_number ~ '^[0-9]{9}$'),
  her_id text not null unique,
  phone text
);

-- Helsepersonellregisteret. `practitioner` is the id of the Practitioner resource.
create table registers.practitioner (
  hpr text primary key,
  practitioner text not null unique,
  identity_number text not null unique check (identity_number ~ '^[0-9]{11}$'),
  given text not null,
  family text not null,
  -- Volven 9060
  category text not null,
  active boolean not null default true
);

create table registers.employment (
  hpr text not null references registers.practitioner on delete cascade,
  organization text not null references registers.organisation on delete cascade,
  primary key (hpr, organization)
);
create index on registers.employment (organization);

-- People at an office who are not health personnel.
create table registers.office_staff (
  person text primary key,
  identity_number text not null check (identity_number ~ '^[0-9]{11}$'),
  given text not null,
  family text not null,
  organization text not null references registers.organisation on delete cascade,
  role text not null check (role in ('secretary')),
  unique (identity_number, organization)
);

-- Fastlegeregisteret.
create table registers.gp_office (
  organization text primary key references registers.organisation on delete cascade,
  phone text not null,
  -- ids of capabilities the office offers online; empty: nothing
  offers text[] not null,
  opening_hours jsonb not null,
  notice text
);

create table registers.gp_assignment (
  citizen text primary key references registers.person on delete cascade,
  hpr text not null references registers.practitioner,
  office text not null references registers.gp_office,
  since date not null
);
create index on registers.gp_assignment (hpr);

-- Who stands in for a doctor's list, both days included.
create table registers.substitute (
  hpr text not null references registers.practitioner on delete cascade,
  substitute text not null references registers.practitioner on delete cascade,
  starts date not null,
  ends date not null,
  primary key (hpr, substitute, starts),
  check (hpr <> substitute and starts <= ends)
);
create index on registers.substitute (substitute);
