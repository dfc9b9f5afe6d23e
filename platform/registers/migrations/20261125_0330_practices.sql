-- Practices that everybody may book at, without being on a list: physiotherapists, manual therapists, specialists with a contract. What they
-- offer and say is told like that of a GP office, and stands in the same tables.
create table registers.practice (
  organization text primary key references registers.gp_office on delete cascade,
  kind text not null,
  line text not null,
  postal_code text not null,
  city text not null
);
