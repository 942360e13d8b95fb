create table entries (
  id text primary key,
  value integer not null
);

-- down

drop table entries;
