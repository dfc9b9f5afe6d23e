-- That something came or changed, so that an open page can ask cheaply whether to look again. Rows are added and never
-- changed: two writes about one citizen do not wait for each other.
create table inbox.arrival (
  citizen text not null,
  at timestamptz not null,
  resource text not null,
  primary key (citizen, at, resource)
) partition by hash (citizen);

do $$ begin
  for remainder in 0..7 loop
    execute format('create table inbox.arrival_%s partition of inbox.arrival for values with (modulus 8, remainder %s)', remainder, remainder);
  end loop;
end $$;
