-- The job row is the queue. `worker` is set while somebody holds the job: it is what the caps count, and it outlives a
-- cancellation until the worker has let go. `lease_until` is in no index, so that renewing leases touches none.
create table banyan.jobs (
  id uuid primary key,
  -- Ids of one millisecond have no order; this tells which came first.
  seq bigserial,
  service text not null,
  name text not null,
  status text not null default 'pending' check (status in ('pending', 'running', 'done', 'failed', 'cancelled')),
  priority integer not null,
  subject text,
  owner text not null,
  caller json not null,
  input json,
  attempts integer not null default 0,
  max_attempts integer not null,
  run_at timestamptz not null,
  worker text,
  lease_until timestamptz,
  fence bigint not null default 0,
  percent real not null default 0,
  message text not null default '',
  result json,
  error json,
  idempotency_key text,
  input_hash text,
  batch uuid,
  trace json not null,
  request_id text not null,
  tracked boolean not null,
  event_seq integer not null default 0,
  retention bigint not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

create index jobs_pending on banyan.jobs (service, name, priority desc, run_at, seq) where status = 'pending';
create index jobs_held on banyan.jobs (service, name, subject) where worker is not null;
create unique index jobs_key on banyan.jobs (service, name, owner, idempotency_key) where idempotency_key is not null;
create index jobs_subject on banyan.jobs (subject, id) where subject is not null;
create index jobs_batch on banyan.jobs (batch, id) where batch is not null;
create index jobs_expiry on banyan.jobs (expires_at) where expires_at is not null;

-- What a job has done, so that a later attempt need not do it again.
create table banyan.job_steps (
  job_id uuid not null,
  name text not null,
  service text not null,
  result json,
  finished_at timestamptz not null,
  primary key (job_id, name)
);

-- What happened to a job, for whoever watches it. `seq` comes from the job row in the same statement: no gaps.
create table banyan.job_events (
  job_id uuid not null,
  seq integer not null,
  service text not null,
  event text not null,
  at timestamptz not null,
  data json,
  primary key (job_id, seq)
);

alter table banyan.jobs enable row level security;
alter table banyan.job_events enable row level security;
alter table banyan.job_steps enable row level security;
create policy own on banyan.jobs using (service = banyan.current_service());
create policy own on banyan.job_events using (service = banyan.current_service());
create policy own on banyan.job_steps using (service = banyan.current_service());
grant select, insert, update on banyan.jobs to public;
grant usage on sequence banyan.jobs_seq_seq to public;
grant select, insert on banyan.job_events to public;
grant select on banyan.job_steps to public;

-- Claims jobs of a kind that may not run more than `total` at once, nor more than `per_user` for one user. Claims of
-- one kind go one after the other, over all processes, and count rows: nothing can be counted twice or be forgotten.
create function banyan.claim_capped(
  of_service text, of_name text, total integer, per_user integer, wanted integer,
  by_worker text, at timestamptz, until timestamptz
) returns setof banyan.jobs language plpgsql as $$
declare
  picked uuid[] := '{}';
  held jsonb;
  candidate record;
begin
  perform pg_advisory_xact_lock(1650552430, hashtext(of_service || '.' || of_name));
  -- From here on each statement sees what the claim before this one committed.
  wanted := least(wanted, total - (
    select count(*) from banyan.jobs where service = of_service and name = of_name and worker is not null
  ));
  if per_user is null then
    picked := array(
      select id from banyan.jobs
      where service = of_service and name = of_name and status = 'pending' and worker is null and run_at <= at
      order by priority desc, run_at, seq limit greatest(wanted, 0)
    );
  elsif wanted > 0 then
    select coalesce(jsonb_object_agg(subject, n), '{}') into held from (
      select subject, count(*) as n from banyan.jobs
      where service = of_service and name = of_name and worker is not null and subject is not null
      group by subject
    ) as running;
    for candidate in
      select id, subject from banyan.jobs
      where service = of_service and name = of_name and status = 'pending' and worker is null and run_at <= at
        and (subject is null or coalesce((held ->> subject)::integer, 0) < per_user)
      order by priority desc, run_at, seq
    loop
      if candidate.subject is not null then
        continue when coalesce((held ->> candidate.subject)::integer, 0) >= per_user;
        held := held || jsonb_build_object(candidate.subject, coalesce((held ->> candidate.subject)::integer, 0) + 1);
      end if;
      picked := picked || candidate.id;
      exit when cardinality(picked) >= wanted;
    end loop;
  end if;
  return query
    update banyan.jobs as j
    set status = 'running', worker = by_worker, lease_until = until, fence = j.fence + 1, attempts = j.attempts + 1,
        started_at = coalesce(j.started_at, at), event_seq = j.event_seq + j.tracked::integer
    where j.id = any (picked) and j.status = 'pending' and j.worker is null
    returning j.*;
end $$;

-- down
drop function banyan.claim_capped;
drop table banyan.job_events;
drop table banyan.job_steps;
drop table banyan.jobs;
