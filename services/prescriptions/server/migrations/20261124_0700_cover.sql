-- Open renewals that a stand-in has because the doctor is away: what goes back when the doctor is here again.
create table prescriptions.cover (
  citizen text not null,
  task text not null,
  -- ids of the Practitioners
  doctor text not null,
  stand_in text not null,
  primary key (citizen, task)
);
create index cover_doctor on prescriptions.cover (doctor);
