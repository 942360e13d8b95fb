import { type Clock, type Random, uuidv7 } from '../../clock/index.ts'
import type { Chance } from './chance.ts'
import type { Owner, Scheduler } from './scheduler.ts'

/** The time at which every world begins, by a clock that is right: soon a minute is full, and schedules fire. */
export const BEGINNING = Date.UTC(2026, 0, 1, 0, 0, 57)

/** A process of the world. It lives until it is killed; whatever it awaited by then never comes. */
export class Process implements Owner {
  readonly name: string
  readonly clock: Clock
  readonly random: Random
  /** Milliseconds by which its wall clock is ahead. */
  skew = 0
  #dead = false
  readonly #deaths = new Set<() => void>()

  constructor(name: string, scheduler: Scheduler, chance: Chance) {
    this.name = name
    const now = () => BEGINNING + Math.floor(scheduler.now + this.skew)
    const timer = (ms: number, run: () => void) => scheduler.after(ms, this, 'timer', run)
    this.clock = {
      now,
      monotonic: () => scheduler.now,
      timer,
      sleep: (ms, signal) => sleep(timer, ms, signal),
    }
    this.random = {
      next: chance.next,
      bytes: (size) => chance.bytes(size),
      id: () => uuidv7(now(), chance.bytes(10)),
    }
  }

  get dead(): boolean {
    return this.#dead
  }

  /** Nothing happens to it any more; who is connected to it hears of that. */
  kill(): void {
    this.#dead = true
    const deaths = [...this.#deaths]
    this.#deaths.clear()
    for (const told of deaths) told()
  }

  /** What the rest of the world notices when it dies. Gives how to forget it. */
  onDeath(told: () => void): () => void {
    this.#deaths.add(told)
    return () => this.#deaths.delete(told)
  }
}

function sleep(timer: Clock['timer'], ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      stop()
      reject(signal?.reason)
    }
    const stop = timer(ms, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
    signal?.addEventListener('abort', abort, { once: true })
  })
}
