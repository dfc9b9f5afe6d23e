-- The language a person has, once and for all devices. Citizens by their key, staff by theirs.
create schema settings;

create table settings.language (
  person text not null primary key,
  language text not null check (language in ('nb', 'nn', 'se', 'en')),
  -- false: taken from the contact register at the first sign-in; true: chosen by the person
  chosen boolean not null,
  at timestamptz not null
) partition by hash (person);

do $$ begin
  for remainder in 0..7 loop
    execute format('create table settings.language_%s partition of settings.language for values with (modulus 8, remainder %s)', remainder, remainder);
  end loop;
end $$;
