-- Events as their services announced them, until the relay has handed them on.
create table banyan.outbox (
  seq bigserial primary key,
  id uuid not null,
  service text not null,
  type text not null,
  subject text not null,
  data json,
  trace json not null,
  at timestamptz not null,
  relayed_at timestamptz
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
create index outbox_waiting on banyan.outbox (seq) where relayed_at is null;
create index outbox_relayed on banyan.outbox (relayed_at) where relayed_at is not null;

-- Which service listens to which type, in whatever process it runs.
create table banyan.consumers (
  consumer text not null,
  type text not null,
  primary key (consumer, type)
);
create index consumers_type on banyan.consumers (type);

-- What each consumer has to handle, and what it has handled: once, however often it is delivered.
create table banyan.inbox (
  consumer text not null,
  event_id uuid not null,
  position bigserial,
  source text not null,
  type text not null,
  subject text not null,
  data json,
  trace json not null,
  at timestamptz not null,
  state text not null default 'ready' check (state in ('ready', 'running', 'handled', 'dead')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  lease_until timestamptz,
  fence bigint not null default 0,
  error json,
  finished_at timestamptz,
  primary key (consumer, event_id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
create index inbox_ready on banyan.inbox (consumer, position) where state = 'ready';
create index inbox_open on banyan.inbox (consumer, source, subject, position) where state in ('ready', 'running');
create index inbox_running on banyan.inbox (consumer) where state = 'running';
create index inbox_finished on banyan.inbox (finished_at) where state = 'handled';

alter table banyan.outbox enable row level security;
alter table banyan.inbox enable row level security;
alter table banyan.consumers enable row level security;
create policy own on banyan.outbox using (service = banyan.current_service());
create policy own on banyan.inbox using (consumer = banyan.current_service());
grant insert on banyan.outbox to public;
grant usage on sequence banyan.outbox_seq_seq to public;
grant select, update on banyan.inbox to public;

-- Moves events from the outbox to the inboxes, in order, and tells which consumers got some and how many events moved.
-- One relay at a time: two could overtake each other within a subject. It may lose its own commit in a crash of the
-- server without harm: what it moved is then still waiting, and whatever was built upon it is lost with it.
create function banyan.relay(batch integer, now_at timestamptz, out moved integer, out consumers text[])
language plpgsql as $$
begin
  perform set_config('synchronous_commit', 'off', true);
  perform pg_advisory_xact_lock(1650552431, 0);
  with taken as (
    select * from banyan.outbox where relayed_at is null order by seq limit batch
  ), marked as (
    update banyan.outbox as o set relayed_at = now_at from taken where o.seq = taken.seq
  ), delivered as (
    insert into banyan.inbox (consumer, event_id, source, type, subject, data, trace, at, next_at)
    select c.consumer, t.id, t.service, t.type, t.subject, t.data, t.trace, t.at, now_at
    from taken as t join banyan.consumers as c on c.type = t.type
    order by t.seq
    on conflict do nothing
    returning inbox.consumer
  )
  select (select count(*) from taken), array(select distinct consumer from delivered) into moved, consumers;
end $$;

-- down
drop function banyan.relay;
drop table banyan.inbox;
drop table banyan.consumers;
drop table banyan.outbox;
