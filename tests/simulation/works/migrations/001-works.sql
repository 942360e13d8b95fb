create table effects (job text not null, attempt integer not null, owner text not null);
create table stamps (
  n bigserial primary key, id text not null, call text not null, left_ms float8 not null, given_ms float8 not null
);

-- down
drop table stamps;
drop table effects;
