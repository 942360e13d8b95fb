import { type Core, stamp } from './core.ts'

/** How much there is to do, over all processes. Times in milliseconds. */
export interface DurableState {
  readonly jobs: readonly {
    readonly service: string
    readonly type: string
    readonly pending: number
    readonly running: number
    /** How long the job that waits longest has been due; 0 when none is. */
    readonly oldestPending: number
  }[]
  /** Events that no relay has moved on yet, and how long the oldest has waited. */
  readonly outbox: { readonly rows: number; readonly lag: number }
}

export async function durableState({ clock, pool }: Core): Promise<DurableState> {
  const now = clock.now()
  const [jobs, outbox] = await Promise.all([
    pool.query<DurableState['jobs'][number]>(JOBS, [stamp(now)]),
    pool.query<{ rows: number; oldest: Date | null }>(OUTBOX),
  ])
  const { rows = 0, oldest = null } = outbox.rows[0] ?? {}
  return { jobs: jobs.rows, outbox: { rows, lag: oldest ? Math.max(0, now - oldest.getTime()) : 0 } }
}

/** $1 now. Each half is answered by an index that holds nothing else. */
const JOBS = `
  with open as (
    select service, name, 1 as pending, 0 as running, run_at from banyan.jobs where status = 'pending'
    union all
    select service, name, 0, 1, null from banyan.jobs where worker is not null
  )
  select service, name as type, sum(pending) as pending, sum(running) as running,
    coalesce(greatest(extract(epoch from $1::timestamptz - min(run_at)), 0), 0)::float8 * 1000 as "oldestPending"
  from open group by service, name order by service, name`

const OUTBOX = 'select count(*) as rows, min(at) as oldest from banyan.outbox where relayed_at is null'
