create table profiles (
  user_id text primary key,
  -- Empty until the event of the sign-up has arrived.
  email text not null,
  name text not null,
  bio text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table settings (
  user_id text primary key,
  theme text not null,
  language text not null,
  notify_email boolean not null,
  notify_push boolean not null,
  updated_at timestamptz not null
);

-- down

drop table settings;
drop table profiles;
