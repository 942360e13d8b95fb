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
  /** There will be another attempt, at `runAt`. */
  | { readonly status: 'retry'; readonly error: StoredError; readonly runAt: number }
  /** The attempt did not count: the process stops. */
  | { readonly status: 'back'; readonly runAt: number }

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
    return Compiled.raw(SETTLE, [`[${settlements.map(({ json }) => json).join(',')}]`, stamp(this.#core.clock.now())])
  }
}

interface Settlement {
  readonly id: string
  readonly json: string
}

function settlement({ id, fence, attempts }: Claimed, outcome: Outcome): Settlement {
  const row = (rest: object) => ({ id, json: JSON.stringify({ id, fence, ...rest }) })
  switch (outcome.status) {
    case 'done':
      return row({ status: 'done', result: outcome.result, event: 'done', data: { attempt: attempts } })
    case 'failed': {
      const { error } = outcome
      return row({ status: 'failed', error, event: 'failed', data: { attempt: attempts, error } })
    }
    case 'retry': {
      const { error, runAt } = outcome
      const data = { attempt: attempts, error }
      return row({ status: 'pending', error, run_at: stamp(runAt), event: 'retrying', data })
    }
    case 'back':
      return row({ status: 'pending', run_at: stamp(outcome.runAt), event: 'pending', back: 1 })
  }
}

/** $1 the settlements as a JSON array, $2 the time. Gives the ids of the jobs that were the worker's to settle. */
const SETTLE = `
  with given as (
    select * from json_to_recordset($1) as g(id uuid, fence bigint, status text, result json, error json,
      run_at timestamptz, event text, data json, back integer)
  ), settled as (
    update banyan.jobs as j
    set status = g.status, result = g.result,
        error = case when g.back is null then g.error else j.error end,
        run_at = coalesce(g.run_at, j.run_at),
        attempts = j.attempts - coalesce(g.back, 0),
        percent = case g.status when 'done' then 100 else j.percent end,
        worker = null, lease_until = null,
        finished_at = case when g.status <> 'pending' then $2::timestamptz end,
        expires_at = case when g.status <> 'pending' then $2::timestamptz + j.retention * interval '1 millisecond' end,
        event_seq = j.event_seq + j.tracked::integer
    from given as g
    where j.id = g.id and j.fence = g.fence and j.status = 'running'
    returning j.id, j.service, j.tracked, j.event_seq, g.event, g.data
  ), events as (
    insert into banyan.job_events (job_id, seq, service, event, at, data)
    select id, event_seq, service, event, $2, data from settled where tracked
  )
  select id from settled`
