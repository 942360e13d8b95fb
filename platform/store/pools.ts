import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../clock/index.ts'
import type { Address } from './connection.ts'
import { openPool } from './pool.ts'
import { PoolQueue } from './pool-queue.ts'

/** The pools of one database: the owner's, and one for each service. */
export class Pools {
  readonly #address: Address
  readonly #log: Logger
  readonly #pools = new Map<string, pg.Pool>()
  readonly #queues = new Map<pg.Pool, PoolQueue>()

  constructor(address: Address, log: Logger) {
    this.#address = address
    this.#log = log
  }

  /** The pool called `name`, opened where there is none yet. */
  open(name: string, max: number, settings: Readonly<Record<string, string>> = {}): pg.Pool {
    const known = this.#pools.get(name)
    if (known) return known
    const pool = openPool(this.#address, { name, max, settings, log: this.#log })
    this.#pools.set(name, pool)
    this.#queues.set(pool, new PoolQueue(pool))
    return pool
  }

  /** Milliseconds that one would wait for a connection of the pool with the longest queue. `now` on the monotonic clock. */
  delay(now: number): number {
    let longest = 0
    for (const queue of this.#queues.values()) longest = Math.max(longest, queue.delay(now))
    return longest
  }

  /** Connections by pool: all, those that nobody uses, and how many wait for one. */
  counts(): readonly {
    readonly name: string
    readonly total: number
    readonly idle: number
    readonly waiting: number
  }[] {
    return [...this.#pools].map(([name, { totalCount, idleCount, waitingCount }]) => ({
      name,
      total: totalCount,
      idle: idleCount,
      waiting: waitingCount,
    }))
  }

  /** Closes all connections, and waits five seconds at most for those in use. */
  async end(clock: Clock): Promise<void> {
    const ending = [...this.#pools.values()].map((pool) => pool.end())
    this.#pools.clear()
    this.#queues.clear()
    const waiting = new AbortController()
    await Promise.race([Promise.all(ending), clock.sleep(5_000, waiting.signal).catch(() => {})])
    waiting.abort()
  }
}
