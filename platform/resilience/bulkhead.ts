import type { Clock } from '../clock/index.ts'
import type { Deadline } from './deadline.ts'
import { late } from './deadline.ts'

/** How much of one kind of work there may be at once, so that a slow kind does not take the place of all others. */
export interface BulkheadPolicy {
  /** Under way at once. */
  readonly running: number
  /** Waiting for a place, first come, first served; more are refused. */
  readonly waiting: number
  /** Milliseconds to wait at most. */
  readonly patience: number
}

export interface BulkheadOptions {
  readonly policy: BulkheadPolicy
  readonly clock: Clock
  /** Why a call is refused that finds no place. */
  readonly refusal: () => Error
}

/** A place must be left once by whoever entered: `let entered = bulkhead.tryEnter()`, `if (!entered) entered = await bulkhead.wait(deadline)`, and at the end `leave()`. */
export class Bulkhead {
  readonly policy: BulkheadPolicy
  readonly #clock: Clock
  readonly #refusal: () => Error
  readonly #queue = new Set<() => void>()
  #running = 0

  constructor({ policy, clock, refusal }: BulkheadOptions) {
    this.policy = policy
    this.#clock = clock
    this.#refusal = refusal
  }

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#queue.size
  }

  /** Takes a place if one is free. Whoever waits already goes first: then there is none. */
  tryEnter(): boolean {
    if (this.#running >= this.policy.running) return false
    this.#running++
    return true
  }

  /** Resolves to true when a place became free and was taken. Rejects when the queue is full or slow, or with the reason that ended the deadline. */
  wait(deadline: Deadline): Promise<true> {
    if (this.#queue.size >= this.policy.waiting) return Promise.reject(this.#refusal())
    return new Promise((resolve, reject) => {
      const { signal } = deadline
      const leaveQueue = () => {
        this.#queue.delete(enter)
        stop()
        signal.removeEventListener('abort', giveUp)
      }
      const enter = () => {
        leaveQueue()
        resolve(true)
      }
      const giveUp = () => {
        leaveQueue()
        reject(signal.reason ?? late())
      }
      const stop = this.#clock.timer(this.policy.patience, () => {
        leaveQueue()
        reject(this.#refusal())
      })
      if (signal.aborted) return giveUp()
      signal.addEventListener('abort', giveUp, { once: true })
      this.#queue.add(enter)
    })
  }

  /** Gives the place to whoever waits longest, if anyone does. */
  leave(): void {
    const [next] = this.#queue
    if (next) next()
    else this.#running--
  }
}
