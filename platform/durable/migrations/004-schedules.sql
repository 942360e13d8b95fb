-- The latest time for which each schedule has fired, whichever process did it.
create table banyan.schedules (
  service text not null,
  name text not null,
  cron text not null,
  fired_for timestamptz not null,
  primary key (service, name)
);
alter table banyan.schedules enable row level security;

-- down
drop table banyan.schedules;
