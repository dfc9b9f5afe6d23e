-- What offices offer and say, and which doctors are away: projections of HealthcareService and PractitionerRole, written in
-- the same transaction as they.

create table registers.office_service (
  organization text not null references registers.gp_office on delete cascade,
  kind text not null,
  active boolean not null,
  note text,
  price numeric,
  answer_days integer,
  hours jsonb,
  primary key (organization, kind)
);

create table registers.office_notice (
  organization text not null references registers.gp_office on delete cascade,
  nr integer not null,
  text text not null,
  starts date not null,
  ends date not null,
  primary key (organization, nr)
);
insert into registers.office_notice
  select organization, 1, notice, current_date, current_date + 365 from registers.gp_office where notice is not null;
alter table registers.gp_office drop column notice;

-- One row an absence, both days included. `kinds`: the services that are closed; none: the stand-in has the list and all is open.
create table registers.absence (
  role text not null,
  nr integer not null,
  id text,
  practitioner text not null,
  organization text,
  kinds text[] not null,
  starts date not null,
  ends date not null,
  stand_in text,
  primary key (role, nr)
);
create index on registers.absence (practitioner, ends);
create index on registers.absence (stand_in, ends) where stand_in is not null;
