import { Cron } from 'croner'
import { type Core, stamp } from './core.ts'
import { draft, drafted, INSERT } from './draft.ts'
import { Gate } from './gate.ts'
import type { Kinds } from './kinds.ts'
import { transaction } from './transaction.ts'
import type { Participant } from './types.ts'

/**
 * Submits jobs on time, each time once over all processes. Of the times that nobody was there for only the latest is
 * made up for: whoever comes back after a weekend wants one report, not three.
 */
export class Scheduler {
  readonly #core: Core
  readonly #kinds: Kinds
  readonly #schedules: Entry[] = []
  readonly #stopped = new AbortController()
  #loop: Promise<void> | undefined

  constructor(core: Core, kinds: Kinds) {
    this.#core = core
    this.#kinds = kinds
  }

  /** Puts the schedules of a service on record. Throws where a cron expression is none. */
  async add({ service, schedules }: Participant): Promise<void> {
    const { clock, pool } = this.#core
    for (const [name, { cron: pattern, name: job, input }] of schedules) {
      this.#kinds.policy(service, job)
      const cron = new Cron(pattern, { paused: true, utcOffset: 0, mode: '5-part' })
      this.#schedules.push({ service, name, job, input, cron })
      // A new schedule begins now: the times before it was written are not missed.
      await pool.query(
        `insert into banyan.schedules (service, name, cron, fired_for) values ($1, $2, $3, $4)
         on conflict (service, name) do update set cron = excluded.cron`,
        [service, name, pattern, stamp(clock.now())],
      )
    }
  }

  start(): void {
    if (this.#schedules.length > 0) this.#loop = this.#run(this.#stopped.signal)
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#loop
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#core
    const rest = new Gate()
    while (!signal.aborted) {
      let next = clock.now() + LONGEST
      for (const entry of this.#schedules) {
        try {
          const due = latest(entry.cron, clock.now())
          if (due !== undefined && due > (entry.firedFor ?? 0)) await this.#fire(entry, due)
          next = Math.min(next, entry.cron.nextRun(new Date(clock.now()))?.getTime() ?? next)
        } catch (error) {
          log.warn({ err: error, service: entry.service, schedule: entry.name }, 'could not fire; trying again soon')
          next = Math.min(next, clock.now() + this.#core.settings.poll)
        }
      }
      await rest.wait(clock, Math.max(1, next - clock.now()), signal)
    }
  }

  /** The job and the note that this time has been fired for, in one transaction: both or neither, and one process. */
  async #fire(entry: Entry, due: number): Promise<void> {
    const { pool, random } = this.#core
    const { service, name, job, input } = entry
    const submission = {
      service,
      name: job,
      input,
      caller: { user: null, service },
      trace: { traceId: hex(random.bytes(16)), spanId: hex(random.bytes(8)), sampled: false },
      requestId: random.id(),
      idempotencyKey: `schedule:${name}:${stamp(due)}`,
    }
    const drafts = [draft(this.#core, submission, this.#kinds.policy(service, job))]
    const fired = await transaction(pool, async (client) => {
      const { rowCount } = await client.query(NOTE, [service, name, stamp(due)])
      if (rowCount === 1) await client.query(INSERT, drafted(drafts, this.#core.clock.now()))
      return rowCount === 1
    })
    if (fired) this.#kinds.waiting(service, job)
    entry.firedFor = due
  }
}

interface Entry {
  readonly service: string
  readonly name: string
  readonly job: string
  readonly input: unknown
  readonly cron: Cron
  /** The latest time that this process knows to have been fired for, by whomever. */
  firedFor?: number
}

const NOTE = 'update banyan.schedules set fired_for = $3 where service = $1 and name = $2 and fired_for < $3'

/** Milliseconds. A clock may be set meanwhile, and timers have their limits. */
const LONGEST = 60_000

/** The latest time of the schedule that is not in the future. The library looks before a second, not at it. */
function latest(cron: Cron, now: number): number | undefined {
  return cron
    .previousRuns(1, new Date(now + 1_000))
    .at(0)
    ?.getTime()
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
