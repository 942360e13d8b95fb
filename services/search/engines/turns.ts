import type { Clock } from 'banyan/clock'
import type { Deadline } from 'banyan/resilience'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { EngineFault } from './fault.ts'

/** How much an engine may be asked, by all processes together. */
export interface Quota {
  /** Milliseconds from one request to the next; 0 for no limit. */
  readonly interval: number
  /** Requests in a calendar month, UTC. */
  readonly perMonth: number | undefined
}

/** Milliseconds that a search waits for its turn at most: somebody sits in front of it. */
export const PATIENCE = 2_000

/**
 * Whose turn it is to ask an engine. A turn is taken in one statement, so that however many processes ask, requests go
 * out one interval apart and no more of them than the month allows.
 */
export class Turns {
  readonly #db: Kysely<Tables>
  readonly #clock: Clock

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db
    this.#clock = clock
  }

  /** Resolves when the request may go. Rejects with `busy` or `spent` where that takes too long, or with the deadline's reason. */
  async take(engine: string, quota: Quota, deadline: Deadline): Promise<void> {
    const now = this.#clock.now()
    const wait = await this.#reserve(engine, quota, now)
    if (wait >= deadline.remaining) throw new EngineFault('busy', { retryAfter: wait })
    if (wait > 0) await this.#clock.sleep(wait, deadline.signal)
  }

  /** Nobody asks the engine for so many milliseconds: it said so itself. */
  async pause(engine: string, ms: number): Promise<void> {
    const now = this.#clock.now()
    await this.#db
      .updateTable('engine_use')
      .set({ free_at: sql`greatest(free_at, ${now + ms}::float8)` })
      .where('engine', '=', engine)
      .where('month', '=', monthOf(now))
      .execute()
  }

  async #reserve(engine: string, { interval, perMonth }: Quota, now: number): Promise<number> {
    const month = monthOf(now)
    const { rows } = await sql<{ free_at: number }>`
      insert into engine_use as u (engine, month, asked, free_at) values (${engine}, ${month}, 1, ${now + interval})
      on conflict (engine, month) do update
        set asked = u.asked + 1, free_at = greatest(u.free_at, ${now}::float8) + ${interval}::float8
        where u.free_at <= ${now + PATIENCE} and u.asked < ${perMonth ?? Number.MAX_SAFE_INTEGER}
      returning free_at`.execute(this.#db)
    const [turn] = rows
    // What the database took has passed already.
    if (turn) return Math.max(0, turn.free_at - interval - this.#clock.now())
    const used = await this.#db
      .selectFrom('engine_use')
      .select(['asked', 'free_at'])
      .where('engine', '=', engine)
      .where('month', '=', month)
      .executeTakeFirstOrThrow()
    if (perMonth !== undefined && used.asked >= perMonth)
      throw new EngineFault('spent', { retryAfter: nextMonth(now) - now })
    throw new EngineFault('busy', { retryAfter: Math.max(0, used.free_at - now) })
  }
}

const monthOf = (time: number): string => new Date(time).toISOString().slice(0, 7)

function nextMonth(time: number): number {
  const date = new Date(time)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
}
