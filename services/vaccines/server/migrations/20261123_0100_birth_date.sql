-- The guard must know a birth date to refuse a vaccine given before it, also for a machine that may write vaccines and not
-- read patients. Kept in step with Patient, in the same transaction.
create schema vaccines;

create table vaccines.birth_date (
  citizen text not null primary key,
  born date not null
) partition by hash (citizen);

do $$ begin
  for remainder in 0..7 loop
    execute format('create table vaccines.birth_date_%s partition of vaccines.birth_date for values with (modulus 8, remainder %s)', remainder, remainder);
  end loop;
end $$;
