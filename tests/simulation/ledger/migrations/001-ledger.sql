create table entries (
  seq bigserial primary key, event text not null, type text not null, owner text not null, about text not null, n integer not null
);

-- down
drop table entries;
