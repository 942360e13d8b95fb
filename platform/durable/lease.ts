import { type Core, stamp } from './core.ts'
import type { Once } from './once.ts'
import type { Runner } from './runner.ts'

/** Renews what this process holds, all jobs in one statement, and gives up what it could not renew in time. */
export class Leases {
  readonly #core: Core
  readonly #runner: Runner
  readonly #once: Once
  #stop: (() => void) | undefined
  #renewing: Promise<void> | undefined

  constructor(core: Core, runner: Runner, once: Once) {
    this.#core = core
    this.#runner = runner
    this.#once = once
  }

  start(): void {
    this.#stop = this.#core.clock.timer(this.#core.settings.lease / 3, () => {
      this.#expire()
      // One at a time: while the database does not answer, the next would only queue behind it.
      this.#renewing ??= this.#renew().finally(() => {
        this.#renewing = undefined
      })
      this.start()
    })
  }

  async stop(): Promise<void> {
    this.#stop?.()
    await this.#renewing
  }

  /** Leases that ended by our own clock: whether the database knows or not, others may take these jobs. */
  #expire(): void {
    const now = this.#core.clock.now()
    for (const run of this.#runner.runs) if (run.leaseUntil <= now) run.interrupt('lost')
  }

  async #renew(): Promise<void> {
    const { clock, log, pool, settings } = this.#core
    const leaseUntil = clock.now() + settings.lease
    const runs = [...this.#runner.runs]
    try {
      await this.#once.renew(leaseUntil)
      if (runs.length === 0) return
      const { rows } = await pool.query<{ id: string; fence: number; status: string }>({
        name: 'banyan-renew',
        text: RENEW,
        values: [runs.map(({ job }) => job.id), runs.map(({ job }) => job.fence), stamp(leaseUntil)],
      })
      const states = new Map(rows.map(({ id, fence, status }) => [`${id} ${fence}`, status]))
      for (const run of runs) {
        const status = states.get(`${run.job.id} ${run.job.fence}`)
        if (status === 'running') run.leaseUntil = leaseUntil
        // One whose handler has ended may just have been settled by ourselves.
        else if (run.working) run.interrupt(status === 'cancelled' ? 'cancelled' : 'lost')
      }
    } catch (error) {
      log.warn({ err: error }, 'could not renew leases; trying again soon')
    }
  }
}

/**
 * $1 ids, $2 fences, $3 the new end. A row that is locked is being settled or written to by ourselves: it is told of,
 * but not waited for, lest one slow commit let all other leases run out.
 */
const RENEW = `
  with given as (
    select * from unnest($1::uuid[], $2::bigint[]) as g(id, fence)
  ), held as (
    select j.id, j.fence, j.status from banyan.jobs as j join given as g on g.id = j.id and g.fence = j.fence
  ), free as (
    select j.id from banyan.jobs as j join held as h on h.id = j.id where h.status = 'running'
    for update of j skip locked
  ), renewed as (
    update banyan.jobs as j set lease_until = $3 from free, given as g
    where j.id = free.id and g.id = free.id and j.fence = g.fence and j.status = 'running'
  )
  select id, fence, status from held`
