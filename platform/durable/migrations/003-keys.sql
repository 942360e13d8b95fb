-- Commands that happen once: who holds a key at the moment, and the answer once there is one.
create table banyan.keys (
  service text not null,
  name text not null,
  owner text not null,
  key text not null,
  input_hash text not null,
  -- Names the run that holds the key. Random, so that a run whose key was released cannot pass for its successor.
  token uuid not null,
  lease_until timestamptz not null,
  finished_at timestamptz,
  output json,
  primary key (service, name, owner, key)
);
create index keys_finished on banyan.keys (finished_at) where finished_at is not null;
create index keys_held on banyan.keys (lease_until) where finished_at is null;

alter table banyan.keys enable row level security;
create policy own on banyan.keys using (service = banyan.current_service());
grant select, update on banyan.keys to public;

-- down
drop table banyan.keys;
