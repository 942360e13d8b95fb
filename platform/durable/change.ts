import { type Core, stamp } from './core.ts'
import type { Kinds } from './kinds.ts'

/**
 * Ends a job that has not ended. Nothing that its worker writes from then on counts, and its handler's deadline ends as
 * soon as the worker hears of it. Resolves to whether it was this call that ended the job.
 */
export async function cancelJob({ clock, observer, pool, wake }: Core, id: string): Promise<boolean> {
  const { rows } = await pool.query<Cancelled>(CANCEL, [id, stamp(clock.now())])
  const [job] = rows
  if (!job) return false
  wake.tell('job', id, 'everywhere')
  if (job.held) wake.tell('taken', `${id}/${job.fence}/cancelled`, 'everywhere')
  observer.jobFinished(job.service, job.name, 'cancelled', job.ms)
  return true
}

/** Starts a failed or cancelled job again with all its attempts; its steps stay. Resolves to whether it did. */
export async function retryJob({ clock, pool, wake }: Core, kinds: Kinds, id: string): Promise<boolean> {
  const { rows } = await pool.query<{ service: string; name: string }>(RETRY, [id, stamp(clock.now())])
  const [job] = rows
  if (!job) return false
  wake.tell('job', id, 'everywhere')
  kinds.waiting(job.service, job.name)
  return true
}

interface Cancelled {
  readonly service: string
  readonly name: string
  readonly fence: number
  readonly held: boolean
  readonly ms: number
}

/** $1 id, $2 now. The worker stays on record until it lets go: its place is taken until then. */
const CANCEL = `
  with cancelled as (
    update banyan.jobs
    set status = 'cancelled', finished_at = $2, expires_at = $2::timestamptz + retention * interval '1 millisecond',
        event_seq = event_seq + tracked::integer
    where id = $1 and status in ('pending', 'running')
    returning id, service, name, tracked, event_seq, attempts, fence, worker, coalesce(started_at, $2) as began
  ), event as (
    insert into banyan.job_events (job_id, seq, service, event, at, data)
    select id, event_seq, service, 'cancelled', $2, json_build_object('attempt', attempts) from cancelled where tracked
  )
  select service, name, fence, worker is not null as held,
    extract(epoch from $2::timestamptz - began)::float8 * 1000 as ms from cancelled`

/** $1 id, $2 now. */
const RETRY = `
  with started as (
    update banyan.jobs
    set status = 'pending', attempts = 0, run_at = $2, error = null, percent = 0, message = '',
        finished_at = null, expires_at = null, event_seq = event_seq + tracked::integer
    where id = $1 and status in ('failed', 'cancelled')
    returning id, service, name, tracked, event_seq
  ), event as (
    insert into banyan.job_events (job_id, seq, service, event, at)
    select id, event_seq, service, 'pending', $2 from started where tracked
  )
  select service, name from started`
