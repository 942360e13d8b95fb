-- Pictures that were drawn for what a job wrote. One to a job, so that an attempt that draws it again takes its place.
create table picture (
  id uuid primary key,
  user_id text not null,
  job_id text not null unique,
  media_type text not null,
  bytes bytea not null,
  alt text not null,
  model text not null,
  created_at timestamptz not null
);

create index picture_by_user on picture (user_id, created_at);

-- down

drop table picture;
