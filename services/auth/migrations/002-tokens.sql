-- Each refresh token is used once. Those that were stay as long as their session, to know one that comes back.
create table refresh_tokens (
  -- SHA-256; the token itself is known to the client only.
  hash bytea primary key,
  session_id text not null references sessions on delete cascade,
  created_at timestamptz not null,
  used_at timestamptz,
  successor bytea,
  -- The successor, sealed with the token itself: only who has the token can be given it again. Gone once the successor is used.
  sealed_successor bytea
);
create index refresh_tokens_by_session on refresh_tokens (session_id);
create index refresh_tokens_by_successor on refresh_tokens (successor);

-- Sessions that ended while an access token of theirs may be alive.
create table ended_sessions (
  session_id text primary key,
  until timestamptz not null
);

-- The keys that sign access tokens, the private half sealed with AUTH_SECRET.
create table signing_keys (
  generation integer primary key,
  kid text not null unique,
  public_key text not null,
  sealed_private_key bytea not null,
  created_at timestamptz not null
);

-- down

drop table signing_keys;
drop table ended_sessions;
drop table refresh_tokens;
