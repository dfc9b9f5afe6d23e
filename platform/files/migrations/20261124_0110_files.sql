-- Bytes of attachments, keyed by citizen as the records are. What belongs to no message goes after a day.
create schema files;

create table files.content (
  citizen text not null,
  id text not null,
  -- who brought it, as the log of access names them
  uploader text not null,
  name text not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'application/pdf')),
  size integer not null check (size > 0 and size <= 20971520),
  sha256 text not null,
  bytes bytea not null,
  uploaded timestamptz not null,
  attached boolean not null default false,
  primary key (citizen, id)
) partition by hash (citizen);

do $$ begin
  for remainder in 0..7 loop
    execute format('create table files.content_%s partition of files.content for values with (modulus 8, remainder %s)', remainder, remainder);
  end loop;
end $$;

-- Images and PDF are packed already: compressing them again costs time and gains nothing.
alter table files.content_0 alter column bytes set storage external;
alter table files.content_1 alter column bytes set storage external;
alter table files.content_2 alter column bytes set storage external;
alter table files.content_3 alter column bytes set storage external;
alter table files.content_4 alter column bytes set storage external;
alter table files.content_5 alter column bytes set storage external;
alter table files.content_6 alter column bytes set storage external;
alter table files.content_7 alter column bytes set storage external;
