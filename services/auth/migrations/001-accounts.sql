-- The tables of better-auth's model, under names and columns of our own: accounts/store.ts maps them.
create table users (
  id text primary key,
  email text not null constraint users_email_taken unique,
  email_verified boolean not null,
  name text not null,
  image text,
  roles jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- How a user proves who he is: a password, or later an account of a provider.
create table credentials (
  id text primary key,
  user_id text not null references users on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index credentials_by_user on credentials (user_id);

create table sessions (
  id text primary key,
  user_id text not null references users on delete cascade,
  -- better-auth's own handle of a session. Nobody is given it: sessions go on by refresh tokens.
  token text not null unique,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_user on sessions (user_id, updated_at desc);

create table verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verifications_by_identifier on verifications (identifier);

-- down

drop table verifications;
drop table sessions;
drop table credentials;
drop table users;
