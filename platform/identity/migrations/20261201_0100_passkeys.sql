-- Keys that a citizen has put on own devices after a sign-in with national ID (G7). The private half never leaves the device.
create table identity.passkey (
  id           uuid primary key default gen_random_uuid(),
  credential   text not null unique,
  citizen      text not null,
  -- What the device knows the person by: random, the same for all keys of a citizen, told to nobody else.
  handle       text not null,
  public_key   bytea not null,
  counter      bigint not null,
  transports   text[] not null,
  name         text not null,
  -- The person's other devices may have it too (a key kept in an account).
  synced       boolean not null,
  created_at   timestamptz not null,
  last_used_at timestamptz
);
create index passkey_citizen on identity.passkey (citizen);

-- A question to a device that has not been answered. Tied to the browser it was asked in; good for one answer.
create table identity.passkey_challenge (
  challenge    text primary key,
  browser_hash bytea not null,
  purpose      text not null check (purpose in ('add', 'sign-in', 'confirm')),
  expires_at   timestamptz not null
);
create index passkey_challenge_expiry on identity.passkey_challenge (expires_at);

-- How the person came in, and when they last showed who they are. With a passkey there is no id token to sign out with.
alter table identity.session
  add column method text not null default 'national-id' check (method in ('national-id', 'passkey')),
  add column verified_at timestamptz,
  alter column id_token drop not null;
