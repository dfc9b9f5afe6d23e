-- What a citizen has opened and put away. The lines themselves belong to the services; here is only what was done to them.
create schema inbox;

create table inbox.item (
  citizen text not null,
  item text not null,
  read_at timestamptz,
  archived_at timestamptz,
  primary key (citizen, item)
) partition by hash (citizen);

do $$ begin
  for remainder in 0..7 loop
    execute format('create table inbox.item_%s partition of inbox.item for values with (modulus 8, remainder %s)', remainder, remainder);
  end loop;
end $$;
