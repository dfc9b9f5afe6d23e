-- When a citizen last opened the front page: "new since last time". Not health data, but a citizen's own, so keyed so.
create schema home;

create table home.visit (
  citizen text not null primary key,
  seen timestamptz not null,
  news_since timestamptz not null
) partition by hash (citizen);

do $$ begin
  for remainder in 0..7 loop
    execute format('create table home.visit_%s partition of home.visit for values with (modulus 8, remainder %s)', remainder, remainder);
  end loop;
end $$;
