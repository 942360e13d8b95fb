import type { Clock } from '../clock/index.ts'
import { Failure, type Importance } from '../contract/index.ts'

/** When a process has more work than it can do, and how fast it reacts. Times in milliseconds. */
export interface OverloadPolicy {
  /** How long a call may stand in the process's own queue before that counts as too long. */
  readonly target: number
  /** How long it must have been too long without a break: one long pause is no overload. */
  readonly interval: number
  /** How often the queue is looked at, and how often the limit is set anew. */
  readonly sample: number
  readonly window: number
}

const usual: OverloadPolicy = { target: 25, interval: 100, sample: 10, window: 50 }

/**
 * Refuses calls early when the process cannot keep up, those of low importance first, so that the rest is answered in time
 * (CoDel's test for a queue that stands, DAGOR's limit by importance). The queue is the event loop's own: how late a timer
 * runs is how long anything else waits for its turn.
 *
 * Not overloaded, it costs a count a call.
 */
export class LoadShedder {
  readonly #clock: Clock
  readonly #policy: OverloadPolicy
  readonly #shed: ((importance: Importance) => void) | undefined
  /** Calls a window that are let in; none are counted off while it is infinite. */
  #limit = Number.POSITIVE_INFINITY
  /** Calls that were done in a window when the process was last overloaded. */
  #capacity = 0
  /** In this window, by importance: how many came, how many were let in. */
  readonly #came = [0, 0, 0]
  #admitted = 0
  /** By importance: the share that is let in, and what is left of it from the calls before. */
  readonly #shares = [1, 1, 1]
  readonly #credit = [0, 0, 0]
  #delay = 0
  #standingSince: number | undefined
  #samples = 0
  #expected = 0
  #windowEnds = 0
  #stop: (() => void) | undefined

  constructor(
    clock: Clock,
    options: { readonly policy?: OverloadPolicy; readonly shed?: (importance: Importance) => void } = {},
  ) {
    this.#clock = clock
    this.#policy = options.policy ?? usual
    this.#shed = options.shed
  }

  /** Begins to watch the queue. */
  start(): void {
    const now = this.#clock.monotonic()
    this.#windowEnds = now + this.#policy.window
    this.#watch(now)
  }

  stop(): void {
    this.#stop?.()
    this.#stop = undefined
  }

  /** For operators. */
  get state(): { readonly delay: number; readonly shares: Readonly<Record<Importance, number>> } {
    return { delay: Math.round(this.#delay), shares: this.shares }
  }

  /** Milliseconds that a call stands in the queue now. */
  get delay(): number {
    return this.#delay
  }

  /** The share of calls that is let in, by importance: all of them unless it sheds. */
  get shares(): Readonly<Record<Importance, number>> {
    const [low = 1, normal = 1, high = 1] = this.#shares
    return { low, normal, high }
  }

  /** Undefined where the call is let in, else why it is not. */
  admit(importance: Importance): Failure | undefined {
    const rank = RANK[importance]
    this.#came[rank] = (this.#came[rank] as number) + 1
    const share = this.#shares[rank] as number
    if (share < 1) {
      const credit = (this.#credit[rank] as number) + share
      this.#credit[rank] = credit >= 1 ? credit - 1 : credit
      if (credit < 1) {
        this.#shed?.(importance)
        return refusal
      }
    }
    this.#admitted++
    return undefined
  }

  #watch(now: number): void {
    this.#expected = now + this.#policy.sample
    this.#stop = this.#clock.timer(this.#policy.sample, () => {
      const then = this.#clock.monotonic()
      this.#see(then, Math.max(0, then - this.#expected))
      this.#watch(then)
    })
  }

  #see(now: number, delay: number): void {
    this.#delay = delay
    if (delay <= this.#policy.target) {
      this.#standingSince = undefined
      this.#samples = 0
    } else {
      this.#standingSince ??= now - delay
      this.#samples++
    }
    if (now < this.#windowEnds) return
    const lengths = (now - this.#windowEnds) / this.#policy.window + 1
    this.#windowEnds = now + this.#policy.window
    this.#adjust(lengths)
  }

  get #overloaded(): boolean {
    const { interval, window } = this.#policy
    return this.#samples >= 2 && (this.#standingSince as number) + interval <= this.#windowEnds - window
  }

  /**
   * While calls stand in the queue: as many as were done, less the more the longer they stand, so that the queue empties
   * in about one turn. Once they do not: as many as were done, and a little more each time. `lengths`: how many windows the last one took.
   */
  #adjust(lengths: number): void {
    const came = this.#came.reduce((sum, count) => sum + count, 0) / lengths
    if (this.#overloaded) {
      // While it refuses, what it lets in is less than what it could do: then its idea of that falls slowly only.
      const known = this.#limit === Number.POSITIVE_INFINITY ? 0 : this.#capacity * 0.9
      this.#capacity = Math.max(known, this.#admitted / lengths)
      this.#limit = Math.max(1, this.#capacity * Math.min(0.9, Math.max(0.2, this.#policy.target / this.#delay)))
    } else if (this.#limit !== Number.POSITIVE_INFINITY) {
      this.#limit = Math.max(this.#capacity * 0.95, this.#limit + Math.max(1, came * 0.02))
      if (this.#limit >= came * 1.2) this.#limit = Number.POSITIVE_INFINITY
    }
    let left = this.#limit
    for (const rank of MOST_IMPORTANT_FIRST) {
      const count = (this.#came[rank] as number) / lengths
      this.#shares[rank] = count <= left ? 1 : left / count
      left = Math.max(0, left - count)
      this.#came[rank] = 0
    }
    this.#admitted = 0
  }
}

const RANK: Readonly<Record<Importance, 0 | 1 | 2>> = { low: 0, normal: 1, high: 2 }
const MOST_IMPORTANT_FIRST = [2, 1, 0] as const

/** One for all: what a refusal costs, it costs when there is nothing to spare. */
const refusal = new Failure('unavailable', 'unavailable', {
  detail: 'More comes in than can be answered. Try again in a moment.',
  retryAfter: 1_000,
  overloaded: true,
})
