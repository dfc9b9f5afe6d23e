-- The organisation of a municipality is found by the number of the municipality people live in.
alter table registers.organisation add column municipality text unique;
