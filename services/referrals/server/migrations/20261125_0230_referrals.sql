-- C3. Referrals for those who work with them: keys, codes and dates only; patients and clinical words stay in the record. A work
-- table is small and read by hospital or office, so it is not partitioned.
create schema referrals;

create table referrals.worklist (
  citizen text not null,
  referral text not null,
  version text not null,
  state text not null,
  open boolean not null,
  -- ids of the Organization and HealthcareService it is at
  hospital text not null,
  unit text not null,
  -- id of the Organization that sent it
  office text,
  treatment text,
  sent timestamptz not null,
  assess_by date,
  help_by date,
  -- an answer that the office has not marked as read
  unread boolean not null,
  primary key (citizen, referral)
);
create index worklist_hospital on referrals.worklist (hospital, assess_by) where open;
create index worklist_office on referrals.worklist (office, sent);
create unique index worklist_referral on referrals.worklist (referral);

-- Where a treatment is given, and how long one waits: public facts.
create table referrals.place (
  id text primary key,
  treatment text not null,
  treatment_name text not null,
  unit text not null,
  name text not null,
  phone text,
  hospital text not null,
  hospital_name text not null,
  city text not null,
  weeks integer,
  as_of date
);
create index place_treatment on referrals.place (treatment);
