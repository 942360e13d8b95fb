import { type Core, stamp } from './core.ts'
import type { Shown } from './partial.ts'
import { persist } from './persist.ts'
import type { Run } from './run.ts'
import type { Attempt } from './types.ts'

/**
 * What a handler gets to work with. Each of its writes counts only while the job is this worker's own; where it is not
 * any more, the write is refused and the attempt ends.
 */
export function attemptOf(core: Core, run: Run, shown: Shown): Attempt {
  const { clock, pool, wake } = core
  const { id, fence, attempts, caller, input, trace, request_id: requestId, tracked } = run.job
  const begun = new Set<string>()
  let earlier: Promise<ReadonlyMap<string, Step>> | undefined

  /** Refuses to go on with a job that was taken from us, or whose time is over. */
  const stillOurs = (written: boolean) => {
    if (!written) run.interrupt('lost')
    run.deadline.signal.throwIfAborted()
  }

  return {
    id,
    attempt: attempts,
    input,
    caller,
    trace,
    requestId,
    deadline: run.deadline,

    async step<T>(name: string, work: () => Promise<T>): Promise<T> {
      if (begun.has(name)) throw new TypeError(`the job has two steps called "${name}"`)
      begun.add(name)
      stillOurs(true)
      // The first claim of a job cannot find any.
      if (fence > 1) {
        earlier ??= finishedSteps(core, id)
        const step = (await earlier).get(name)
        // Whoever wrote it was this handler, or an older version of it.
        if (step) return step.result as T
      }
      const json = JSON.stringify(await work())
      // What it showed of its result goes before its end.
      await shown.settled()
      const data = JSON.stringify({ attempt: attempts, step: name })
      const values = [id, fence, name, json, stamp(clock.now()), data]
      // What the work has cost is not to be spent again because the database was away for a moment.
      const { rowCount } = await persist(core, run, () => pool.query({ name: 'banyan-step', text: STEP, values }))
      stillOurs(rowCount === 1)
      if (tracked) wake.tell('job', id, 'everywhere')
      // As a later attempt would get it, so that the first is no different.
      return (json === undefined ? undefined : JSON.parse(json)) as T
    },

    partial: (read) => shown.show(read),

    async progress(percent: number, message: string): Promise<void> {
      stillOurs(true)
      const shown = { attempt: attempts, percent: Math.min(100, Math.max(0, percent)), message: printable(message) }
      const { rowCount } = await pool.query({
        name: 'banyan-progress',
        text: PROGRESS,
        values: [id, fence, shown.percent, shown.message, stamp(clock.now()), JSON.stringify(shown)],
      })
      stillOurs(rowCount === 1)
      if (tracked) wake.tell('job', id, 'everywhere')
    },
  }
}

/** PostgreSQL's text has no NUL. */
const printable = (text: string): string => text.replaceAll('\0', '')

interface Step {
  readonly name: string
  readonly result: unknown
  /** A step that gave nothing is given back as nothing, and not as null. */
  readonly nothing: boolean
}

async function finishedSteps({ pool }: Core, id: string): Promise<ReadonlyMap<string, Step>> {
  const { rows } = await pool.query<Step>(
    'select name, result, result is null as nothing from banyan.job_steps where job_id = $1',
    [id],
  )
  return new Map(rows.map((step) => [step.name, step.nothing ? { ...step, result: undefined } : step]))
}

/** $1 id, $2 fence, $3 name, $4 result, $5 now, $6 the event's data. */
const STEP = `
  with mine as (
    update banyan.jobs set event_seq = event_seq + tracked::integer
    where id = $1 and fence = $2 and status = 'running'
    returning service, tracked, event_seq
  ), event as (
    insert into banyan.job_events (job_id, seq, service, event, at, data)
    select $1, event_seq, service, 'step', $5, $6 from mine where tracked
  )
  insert into banyan.job_steps as s (job_id, name, service, result, finished_at)
  select $1, $3, service, $4, $5 from mine
  on conflict (job_id, name) do update set finished_at = s.finished_at`

/** $1 id, $2 fence, $3 percent, $4 message, $5 now, $6 the event's data. */
const PROGRESS = `
  with mine as (
    update banyan.jobs set percent = $3, message = $4, event_seq = event_seq + tracked::integer
    where id = $1 and fence = $2 and status = 'running'
    returning service, tracked, event_seq
  ), event as (
    insert into banyan.job_events (job_id, seq, service, event, at, data)
    select $1, event_seq, service, 'progress', $5, $6 from mine where tracked
  )
  select from mine`
