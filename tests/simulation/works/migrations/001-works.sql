create table effects (job text not null, attempt integer not null, owner text not null);
create table stamps (
  n bigserial primary key,
  id text not null,
  -- The milliseconds that were left when it began, and those that its caller gave it.
  left_ms float8 not null,
  given_ms float8 not null
);

-- down
drop table stamps;
drop table effects;
