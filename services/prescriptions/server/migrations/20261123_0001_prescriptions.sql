-- The work that waits at the offices: one row a renewal. Keys, states and dates only; names and medicines stay in the
-- record. A work table is small and read by office, so it is not partitioned.
create schema prescriptions;

create table prescriptions.worklist (
  citizen text not null,
  task text not null,
  version text not null,
  receipt text not null,
  office text not null,
  -- id of the Practitioner it is handed over to
  handed_to text,
  state text not null,
  open boolean not null,
  -- id of the prescription to renew
  prior text not null,
  sent timestamptz not null,
  deadline timestamptz not null,
  primary key (citizen, task)
);

create index worklist_queue on prescriptions.worklist (office, deadline) where open;
create unique index worklist_task on prescriptions.worklist (task);
create index worklist_receipt on prescriptions.worklist (citizen, receipt);
