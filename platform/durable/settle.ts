import { CompiledQuery as Compiled, type CompiledQuery } from 'kysely'
import type { Tx } from '../store/tx.ts'
import type { Claimed } from './claim.ts'
import { Coalescer } from './coalesce.ts'
import { type Core, stamp } from './core.ts'
import type { StoredError } from './job-error.ts'

/** How an attempt ended. */
export type Outcome =
  | { readonly status: 'done'; readonly result: unknown }
  | { readonly status: 'failed'; readonly error: StoredError }
  /** There will be another attempt, at `runAt`. Where this one says nothing of the job it is not `counted`. */
  | { readonly status: 'retry'; readonly error: StoredError; readonly runAt: number; readonly counted: boolean }
  /** The attempt did not count, and the job keeps its turn: the process stops. */
  | { readonly status: 'back' }

/**
 * Puts the ends of attempts on record: for the worker that holds the lease, and nobody else. What ends in this process
 * at about the same time shares a statement.
 */
export class Settler {
  readonly #core: Core
  readonly #writes: Coalescer<Settlement, boolean>

  constructor(core: Core) {
    this.#core = core
    this.#writes = new Coalescer((settlements) => this.#write(settlements), { size: 500, lanes: 2 })
  }

  /** Resolves to whether the job was still this worker's to settle. Throws where the outcome is not JSON. */
  async settle(job: Claimed, outcome: Outcome): Promise<boolean> {
    return this.#writes.add(settlement(job, outcome))
  }

  /** The same within a transaction of the service, as the service's own role. */
  async within(tx: Tx<never>, job: Claimed, outcome: Outcome): Promise<boolean> {
    const { rows } = await tx.executeQuery(this.#query([settlement(job, outcome)]))
    return rows.length > 0
  }

  /** Says that nobody works on a job any more that was cancelled while it ran. */
  async letGo({ id, fence }: Claimed): Promise<void> {
    await this.#core.pool.query(
      `update banyan.jobs set worker = null, lease_until = null where id = $1 and fence = $2 and status <> 'running'`,
      [id, fence],
    )
  }

  async #write(settlements: readonly Settlement[]): Promise<boolean[]> {
    const { sql: text, parameters } = this.#query(settlements)
    const { rows } = await this.#core.pool.query<{ id: string }>({
      name: 'banyan-settle',
      text,
      values: [...parameters],
    })
    const settled = new Set(rows.map(({ id }) => id))
    return settlements.map(({ id }) => settled.has(id))
  }

  #query(settlements: readonly Settlement[]): CompiledQuery<{ id: string }> {
    return Compiled.raw(SETTLE, [
      `[${settlements.map(({ row }) => row).join(',')}]`,
      settlements.map(({ result }) => result),
      settlements.map(({ error }) => error),
      stamp(this.#core.clock.now()),
    ])
  }
}

interface Settlement {
  readonly id: string
  readonly row: string
  /** JSON. Apart from the row, because it may say more than PostgreSQL's text can. */
  readonly result?: string | undefined
  readonly error?: string
}

function settlement({ id, fence }: Claimed, outcome: Outcome): Settlement {
  const row = (rest: object) => JSON.stringify({ id, fence, ...rest })
  switch (outcome.status) {
    case 'done':
      return { id, row: row({ status: 'done', event: 'done' }), result: JSON.stringify(outcome.result) }
    case 'failed':
      return { id, row: row({ status: 'failed', event: 'failed' }), error: JSON.stringify(outcome.error) }
    case 'retry': {
      const back = outcome.counted ? {} : { back: 1 }
      const again = { status: 'pending', event: 'retrying', run_at: stamp(outcome.runAt), ...back }
      return { id, row: row(again), error: JSON.stringify(outcome.error) }
    }
    case 'back':
      return { id, row: row({ status: 'pending', event: 'pending', back: 1 }) }
  }
}

/**
 * $1 the settlements as a JSON array, $2 their results, $3 their errors, $4 the time. Gives the ids of the jobs that
 * were the worker's to settle.
 */
const SETTLE = `
  with given as (
    select * from rows from (
      json_to_recordset($1) as (id uuid, fence bigint, status text, event text, run_at timestamptz, back integer),
      unnest($2::json[]), unnest($3::json[])
    ) as g(id, fence, status, event, run_at, back, result, error)
  ), settled as (
    update banyan.jobs as j
    set status = g.status, result = g.result,
        error = case when g.back is null then g.error else j.error end,
        run_at = coalesce(g.run_at, j.run_at),
        attempts = j.attempts - coalesce(g.back, 0),
        percent = case g.status when 'done' then 100 else j.percent end,
        worker = null, lease_until = null,
        finished_at = case when g.status <> 'pending' then $4::timestamptz end,
        expires_at = case when g.status <> 'pending' then $4::timestamptz + j.retention * interval '1 millisecond' end,
        event_seq = j.event_seq + j.tracked::integer
    from given as g
    where j.id = g.id and j.fence = g.fence and j.status = 'running'
    returning j.id, j.service, j.tracked, j.event_seq, g.event, j.attempts, g.error
  ), events as (
    insert into banyan.job_events (job_id, seq, service, event, at, data)
    select id, event_seq, service, event, $4, case event when 'pending' then null
      when 'done' then json_build_object('attempt', attempts)
      else json_build_object('attempt', attempts, 'error', error) end
    from settled where tracked
  )
  select id from settled`
