-- Conversations as the queues and lists ask for them: kept in step with Task and Communication. No words are here.
create schema dialogue;

create table dialogue.thread (
  citizen text not null,
  -- id of the Task
  task text not null,
  version text not null,
  kind text not null,
  receipt text not null,
  office text not null,
  -- id of the Practitioner it is handed over to
  handed_to text,
  state text not null,
  open boolean not null,
  -- the office owes an answer
  waiting boolean not null,
  sent timestamptz not null,
  deadline timestamptz not null,
  primary key (citizen, task)
);
create unique index thread_task on dialogue.thread (task);
create index thread_queue on dialogue.thread (office, deadline) where open;
create unique index thread_receipt on dialogue.thread (receipt);

create table dialogue.message (
  citizen text not null,
  -- id of the Communication
  id text not null,
  task text not null,
  -- in the order they came in: two may be sent at the same instant
  number bigint generated always as identity,
  side text not null check (side in ('citizen', 'office')),
  sent timestamptz not null,
  read_at timestamptz,
  reminded_at timestamptz,
  primary key (citizen, id)
);
create index message_thread on dialogue.message (task, sent);
create index message_unread on dialogue.message (citizen, side) where read_at is null;
