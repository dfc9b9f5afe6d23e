-- Topic-based subscriptions (R5 Backport IG for R4). Kept apart from fhir.shared_resource: a subscription is its client's
-- own matter, and what is not there cannot be found by anyone else's search, history or export.

create table fhir.subscription (
  -- Ids are each client's own: nobody can learn from a taken id that another client has it.
  client text not null,
  id text not null,
  key uuid not null unique default gen_random_uuid(),
  version integer not null,
  updated timestamptz not null,
  status text not null check (status in ('requested', 'active', 'error', 'off')),
  -- what the client wrote, header values masked
  body jsonb not null,
  -- type of the topic
  type text not null,
  -- header values sealed with LOMMA_SECRET
  headers bytea not null,
  -- the secret that signs notifications is derived from LOMMA_SECRET and this
  salt bytea not null,
  -- scopes of the token it was made with; never more than the client has at the moment counts
  scopes text[] not null,
  -- number of the last event
  events bigint not null default 0,
  error text,
  ends timestamptz,
  -- machine time from here on: tries, back-off and heartbeats do not follow the story clock
  requested_at timestamptz not null,
  tries integer not null default 0,
  next_try timestamptz not null,
  last_sent timestamptz,
  heartbeat_seconds integer,
  lease uuid,
  lease_until timestamptz,
  primary key (client, id)
);
create index on fhir.subscription (next_try) where status in ('requested', 'active');

-- Written in the transaction of the change, only for types somebody subscribes to. `seq` gives the order; the outbox has none.
create table fhir.subscription_change (
  seq bigint generated always as identity primary key,
  citizen text not null,
  type text not null,
  id text not null,
  version integer not null,
  op text not null,
  at timestamptz not null
);

-- What a subscription is told, numbered without gaps.
create table fhir.subscription_event (
  subscription uuid not null references fhir.subscription (key) on delete cascade,
  number bigint not null,
  citizen text not null,
  type text not null,
  id text not null,
  version integer not null,
  op text not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  -- the citizen's log of access has a line for it
  logged boolean not null default false,
  reason text,
  -- machine time
  changed timestamptz not null default now(),
  primary key (subscription, number)
);
create index on fhir.subscription_event (subscription, number) where state = 'waiting';
create index on fhir.subscription_event (subscription, number) where state = 'dead';

-- Dead letters: what could not be delivered, why and since when. Never what it was about.
create view fhir.subscription_dead_letter as
  select s.client, s.id as subscription, e.number, e.type, e.reason, e.changed as since
  from fhir.subscription_event e join fhir.subscription s on s.key = e.subscription
  where e.state = 'dead';
