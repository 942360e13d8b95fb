import type { Trace } from '../service/frame.ts'
import { type Core, stamp } from './core.ts'
import { workerLost } from './job-error.ts'

/**
 * Finds jobs and deliveries whose worker stopped renewing its lease, and gives them to others, or up. Resolves to how
 * many it found: it takes a limited number at a time.
 */
export async function sweep({ clock, log, observer, pool, settings, wake }: Core): Promise<number> {
  const { rows } = await pool.query<Swept>({
    name: 'banyan-sweep',
    text: SWEEP,
    values: [stamp(clock.now()), JSON.stringify(workerLost), settings.deliveryRetry.attempts],
  })
  const jobs = rows.flatMap(({ job }) => job ?? [])
  for (const { id, fence, service, name, status, ms, request_id: requestId, trace } of jobs) {
    const { traceId } = trace
    log.warn({ job: id, kind: `${service}.${name}`, status, requestId, traceId }, 'the worker of a job was lost')
    observer.failed(service, workerLost.code)
    wake.tell('job', id, 'everywhere')
    wake.tell('taken', `${id}/${fence}/lost`, 'everywhere')
    if (status === 'pending') wake.tell('jobs', `${service}.${name}`, 'everywhere')
    else observer.jobFinished(service, name, status, ms)
  }
  if (jobs.length > 0) observer.leasesExpired(jobs.length)
  for (const consumer of new Set(rows.flatMap(({ consumer }) => consumer ?? [])))
    wake.tell('inbox', consumer, 'everywhere')
  return rows.length
}

/** A job that lost its worker, or the consumer of a delivery that did. */
interface Swept {
  readonly job: LostJob | null
  readonly consumer: string | null
}

interface LostJob {
  readonly id: string
  readonly fence: number
  readonly service: string
  readonly name: string
  readonly status: 'pending' | 'failed'
  readonly ms: number
  readonly request_id: string
  readonly trace: Trace
}

/**
 * $1 now, $2 the error, $3 the most attempts at a delivery. Sweepers of several processes do not wait for each other,
 * nor for whoever settles. Whoever ran the `abandoned` jobs when they were cancelled never said that he let go.
 */
const SWEEP = `
  with lost as (
    select id from banyan.jobs where worker is not null and status = 'running' and lease_until < $1
    limit 500 for update skip locked
  ), swept as (
    update banyan.jobs as j
    set status = case when attempts < max_attempts then 'pending' else 'failed' end,
        error = $2, run_at = $1, worker = null, lease_until = null,
        finished_at = case when attempts < max_attempts then null else $1::timestamptz end,
        expires_at = case when attempts < max_attempts then null
          else $1::timestamptz + retention * interval '1 millisecond' end,
        event_seq = event_seq + tracked::integer
    from lost where j.id = lost.id
    returning j.id, j.fence, j.service, j.name, j.status, j.tracked, j.event_seq, j.attempts, j.started_at,
      j.request_id, j.trace
  ), events as (
    insert into banyan.job_events (job_id, seq, service, event, at, data)
    select id, event_seq, service, case status when 'failed' then 'failed' else 'retrying' end, $1,
      json_build_object('attempt', attempts, 'error', $2::json)
    from swept where tracked
  ), abandoned as (
    update banyan.jobs set worker = null, lease_until = null
    where id in (
      select id from banyan.jobs where worker is not null and status <> 'running' and lease_until < $1
      limit 500 for update skip locked
    )
  ), late as (
    select consumer, event_id from banyan.inbox where state = 'running' and lease_until < $1
    limit 500 for update skip locked
  ), returned as (
    update banyan.inbox as i
    set state = case when attempts < $3 then 'ready' else 'dead' end, error = $2, next_at = $1, lease_until = null
    from late where i.consumer = late.consumer and i.event_id = late.event_id
    returning i.consumer
  )
  select json_build_object('id', id, 'fence', fence, 'service', service, 'name', name, 'status', status,
    'request_id', request_id, 'trace', trace, 'ms', extract(epoch from $1::timestamptz - started_at)::float8 * 1000
  ) as job, null as consumer from swept
  union all select null, consumer from returned`
