-- Who else a resource is about: an Appointment of two patients is in the first one's record. Keyed by the other, so that a search
-- for what is about one citizen asks that citizen's part alone, and others' records only where this says so.
create table fhir.mentioned (
  citizen text not null,
  type text not null,
  id text not null,
  owner text not null,
  primary key (citizen, type, id)
) partition by hash (citizen);

do $$ begin
  for remainder in 0..7 loop
    execute format('create table fhir.mentioned_%s partition of fhir.mentioned for values with (modulus 8, remainder %s)', remainder, remainder);
  end loop;
end $$;

insert into fhir.mentioned (citizen, type, id, owner)
select distinct named.patient, r.type, r.id, r.citizen
from fhir.resource r
cross join lateral (
  select substring(entry from '=(?:.*/)?Patient/([A-Za-z0-9.-]{1,64})$') as patient
  from unnest(r.idx) as entry where entry ~ '^(actor|agent|link|member|subject|target)=') as named
where r.type in ('Account', 'Appointment', 'AuditEvent', 'Group', 'Person', 'Provenance', 'Schedule')
  and named.patient is not null and named.patient <> r.citizen;
