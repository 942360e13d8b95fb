import { failure } from '../contract/index.ts'
import type { JobEvent } from './contract.ts'
import type { Core } from './core.ts'
import { hasEnded } from './ended.ts'
import { publicError, type StoredError } from './job-error.ts'
import type { Watchers } from './watch.ts'

/**
 * What happened to a job, after the event `after` or from the beginning, and then what happens, until it has ended.
 * Throws where `after` is not an event's id. A reader that was cut off goes on with the id it saw last.
 */
export async function* jobEvents(
  core: Core,
  watchers: Watchers,
  id: string,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  let seen = position(after)
  // Before the first look, so that nothing can happen between a look and the wait that follows it.
  const watch = watchers.watch(id)
  try {
    while (!signal.aborted) {
      const { events, last, ended } = await read(core, id, seen)
      for (const event of events) {
        yield event
        seen = Number(event.id)
      }
      if (ended && seen >= last) return
      if (events.length < PAGE) await watch.changed(LONG, signal)
    }
  } finally {
    watch.close()
  }
}

function position(after: string | undefined): number {
  if (after === undefined || after === '') return 0
  if (!/^\d{1,9}$/.test(after)) throw failure('invalid', 'Last-Event-ID is not the id of an event.')
  return Number(after)
}

interface Read {
  readonly events: readonly JobEvent[]
  /** The newest event there is. */
  readonly last: number
  readonly ended: boolean
}

async function read({ pool }: Core, id: string, after: number): Promise<Read> {
  const { rows } = await pool.query<Row>({ name: 'banyan-events', text: EVENTS, values: [id, after, PAGE] })
  const [job] = rows
  if (!job) return { events: [], last: 0, ended: true }
  const events = job.tracked ? rows.flatMap((row) => eventOf(row) ?? []) : untracked(job, after)
  return { events, last: job.tracked ? job.event_seq : 1, ended: hasEnded(job.status) }
}

function eventOf({ seq, event, at, data, result }: Row): JobEvent | undefined {
  if (seq === null || event === null || at === null) return undefined
  const { error, ...rest } = data ?? {}
  return {
    id: String(seq),
    event,
    data: {
      at: at.toISOString(),
      ...rest,
      ...(error && { error: publicError(error) }),
      // Only a job that is done has one, and then nothing comes after it.
      ...(event === 'done' && { result }),
    },
  }
}

/** Of a job that nobody was expected to watch there is only its end. */
function untracked({ status, finished_at: at, attempts, result, error }: Row, after: number): JobEvent[] {
  if (after > 0 || !at || status === 'pending' || status === 'running') return []
  const data = {
    at: at.toISOString(),
    attempt: attempts,
    ...(error && status === 'failed' && { error: publicError(error) }),
    ...(status === 'done' && { result }),
  }
  return [{ id: '1', event: status, data }]
}

interface Row {
  readonly status: 'pending' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly tracked: boolean
  readonly event_seq: number
  readonly attempts: number
  readonly finished_at: Date | null
  readonly result: unknown
  readonly error: StoredError | null
  readonly seq: number | null
  readonly event: JobEvent['event'] | null
  readonly at: Date | null
  readonly data: (Omit<JobEvent['data'], 'at' | 'error'> & { readonly error?: StoredError }) | null
}

const PAGE = 200
/** Milliseconds. Whatever happens opens the gate; this only bounds a wait for what should never be. */
const LONG = 60_000

/** The job and its events in one statement, so that both are of one moment. $1 id, $2 after, $3 how many. */
const EVENTS = `
  select j.status, j.tracked, j.event_seq, j.attempts, j.finished_at, j.error, e.seq, e.event, e.at, e.data,
    case when j.status = 'done' and (e.event = 'done' or not j.tracked) then j.result end as result
  from banyan.jobs as j
  left join lateral (
    select * from banyan.job_events where job_id = j.id and seq > $2 order by seq limit $3
  ) as e on true
  where j.id = $1
  order by e.seq`
