import type pg from 'pg'

/**
 * How long one waits for a connection of a pool, by Little's law: as many as wait, over as many as were served in a while.
 * Only looked at, it costs a count for each connection that is lent.
 */
export class PoolQueue {
  readonly #pool: Pick<pg.Pool, 'waitingCount'>
  #lent = 0
  #since = 0
  #delay = 0

  constructor(pool: pg.Pool) {
    this.#pool = pool
    pool.on('acquire', () => {
      this.#lent++
    })
  }

  /** Milliseconds. `now` on the monotonic clock; asked more often than every 50 ms, it answers as before. */
  delay(now: number): number {
    const waiting = this.#pool.waitingCount
    const passed = now - this.#since
    if (waiting === 0) this.#delay = 0
    else if (passed >= WHILE) this.#delay = (waiting * passed) / Math.max(1, this.#lent)
    if (passed >= WHILE) {
      this.#lent = 0
      this.#since = now
    }
    return this.#delay
  }
}

/** Milliseconds over which those served are counted. */
const WHILE = 50
