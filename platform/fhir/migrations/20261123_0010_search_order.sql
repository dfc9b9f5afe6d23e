-- Searches over all records walk a type in the order of its ids, which never change: pages stay stable while data do.
create index on fhir.resource (type, id);
