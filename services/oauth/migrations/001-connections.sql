-- Versions of tokens: a number is never used again, so that what was encrypted as one cannot stand in for another.
create sequence versions;

create table connections (
  user_id text not null,
  provider text not null,
  state text not null check (state in ('connected', 'needs_reauth')),
  reason text,
  account text,
  scope text,
  connected_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz,
  refresh_at timestamptz,
  refreshable boolean not null,
  rotates boolean,
  version bigint not null,
  fence bigint not null default 0,
  lease_until timestamptz,
  primary key (user_id, provider)
);
create index connections_by_lease on connections (lease_until) where lease_until is not null;

-- The secrets. A connection that its provider took back has none.
create table tokens (
  user_id text not null,
  provider text not null,
  version bigint not null,
  key_id text not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  primary key (user_id, provider),
  foreign key (user_id, provider) references connections on delete cascade
);
create index tokens_by_key on tokens (key_id);

-- Authorizations that were begun.
create table pending (
  state_hash bytea primary key,
  user_id text not null,
  provider text not null,
  redirect_uri text not null,
  sealed_proof bytea not null,
  expires_at timestamptz not null
);
create index pending_by_end on pending (expires_at);

-- Tokens that are deleted here, while the provider has yet to hear of it.
create table revocations (
  id text primary key,
  user_id text not null,
  provider text not null,
  version bigint not null,
  key_id text not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  created_at timestamptz not null,
  tried_at timestamptz not null
);
create index revocations_by_key on revocations (key_id);

-- The keys that encrypt the data keys of the above, each encrypted with OAUTH_SECRET.
create table keys (
  generation integer primary key,
  key_id text not null unique,
  sealed_key bytea not null,
  created_at timestamptz not null
);

-- down

drop table keys;
drop table revocations;
drop table pending;
drop table tokens;
drop table connections;
drop sequence versions;
