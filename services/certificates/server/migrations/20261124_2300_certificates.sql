-- Certificates that citizens have made: which vaccines, since when, until when. What they say is read from the record
-- each time, so nothing of health is kept twice.
create schema certificates;

create table certificates.certificate (
  citizen       text not null,
  -- Number to quote, and the card's revocation id.
  number        text not null,
  immunizations text[] not null,
  issued        timestamptz not null,
  valid_until   timestamptz not null,
  -- The app that made it on the citizen's behalf.
  app           text,
  withdrawn_at  timestamptz,
  withdrawn_by  text check (withdrawn_by in ('you', 'record')),
  primary key (citizen, number),
  check ((withdrawn_at is null) = (withdrawn_by is null))
) partition by hash (citizen);

do $$ begin
  for remainder in 0..7 loop
    execute format('create table certificates.certificate_%s partition of certificates.certificate for values with (modulus 8, remainder %s)', remainder, remainder);
  end loop;
end $$;

-- The public list of what no longer holds. It names no citizen, and nothing is ever taken out of it: its length is the
-- counter by which checkers see that it has grown.
create table certificates.revoked (
  number text not null primary key,
  at     timestamptz not null
);
