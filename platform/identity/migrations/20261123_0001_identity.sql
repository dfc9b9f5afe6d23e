-- Who is signed in, and with which keys. Holds no health data; no identity number is kept here in clear text.
create schema identity;

-- Storage of oidc-provider: authorisation codes, interactions, single-use ids of client assertions …
create table identity.provider_record (
  realm       text not null,
  model       text not null,
  id          text not null,
  payload     jsonb not null,
  grant_id    text,
  uid         text,
  consumed_at timestamptz,
  expires_at  timestamptz not null,
  primary key (realm, model, id)
);
create index provider_record_grant on identity.provider_record (grant_id) where grant_id is not null;
create index provider_record_uid on identity.provider_record (realm, model, uid) where uid is not null;
create index provider_record_expiry on identity.provider_record (expires_at);

-- A sign-in under way. `browser_hash` ties it to the browser it began in; `state` can be used once.
create table identity.login (
  state         text primary key,
  browser_hash  bytea not null,
  audience      text not null check (audience in ('citizen', 'personnel')),
  nonce         text not null,
  code_verifier text not null,
  return_to     text not null,
  status        text not null default 'open' check (status in ('open', 'used', 'refused')),
  expires_at    timestamptz not null
);
create index login_browser on identity.login (browser_hash);
create index login_expiry on identity.login (expires_at);

-- Someone is signed in. Only the SHA-256 of the cookie is stored; the id token (it holds the identity number, and is
-- needed to sign out at the provider) is sealed with LOMMA_SECRET.
create table identity.session (
  id           uuid primary key default gen_random_uuid(),
  token_hash   bytea not null unique,
  audience     text not null check (audience in ('citizen', 'personnel')),
  actor        jsonb not null,
  issuer       text not null,
  sid          text,
  acr          text not null,
  id_token     bytea not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at      timestamptz not null
);
create index session_sid on identity.session (issuer, sid);
create index session_end on identity.session (ends_at);

-- Other systems. A private key is here for demo clients only: `npm run token` uses it.
create table identity.client (
  id               text primary key check (id ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name             text not null,
  jwks             jsonb not null,
  scopes           text[] not null default '{}',
  demo             boolean not null default false,
  demo_private_jwk jsonb,
  created_at       timestamptz not null default now(),
  check (demo or demo_private_jwk is null)
);

-- Keys made at first start. The private part is sealed with LOMMA_SECRET.
create table identity.signing_key (
  purpose     text not null,
  kid         text not null,
  public_jwk  jsonb not null,
  private_jwk bytea not null,
  created_at  timestamptz not null default now(),
  primary key (purpose, kid)
);
