create table counters (owner text primary key, n integer not null);
create table orders (id text primary key, owner text not null, n integer not null);
create table confirmations (id text not null);

-- down
drop table confirmations;
drop table orders;
drop table counters;
