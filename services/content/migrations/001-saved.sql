create table saved (
  id uuid primary key,
  user_id text not null,
  type text not null,
  title text not null,
  body text not null,
  -- Kept, so that a list need not read the bodies.
  excerpt text not null,
  project text,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index saved_by_time on saved (user_id, created_at desc, id desc);
create index saved_by_type on saved (user_id, type, created_at desc, id desc);

-- down

drop table saved;
