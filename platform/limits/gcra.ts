import type { Clock } from '../clock/index.ts'
import type { Limiter, LimiterOptions, Policy, Verdict } from './limiter.ts'
import { Recent } from './recent.ts'

/**
 * The generic cell rate algorithm: a leaky bucket that remembers one number a key, the time at which it will be empty.
 * After a burst, requests are allowed one by one as the bucket leaks, so no client gets everything back at once.
 */
export class Gcra implements Limiter {
  readonly policy: Policy
  /** Milliseconds that one request fills. */
  readonly #interval: number
  /** Milliseconds that fit. */
  readonly #capacity: number
  readonly #clock: Clock
  readonly #buckets: Recent<Bucket>

  /** `burst` requests are allowed at once. */
  constructor(policy: Policy, burst: number, { clock, keys }: LimiterOptions) {
    this.policy = policy
    this.#interval = policy.window / policy.max
    this.#capacity = this.#interval * burst
    this.#clock = clock
    this.#buckets = new Recent(keys)
  }

  take(key: string): Verdict {
    const now = this.#clock.now()
    let bucket = this.#buckets.get(key)
    if (!bucket) {
      bucket = { emptyAt: now }
      this.#buckets.set(key, bucket)
    }
    const filled = Math.max(0, bucket.emptyAt - now)
    const level = filled + this.#interval
    if (level > this.#capacity + TOLERANCE)
      return { allowed: false, remaining: 0, reset: filled, retryAfter: level - this.#capacity }
    bucket.emptyAt = now + level
    const remaining = Math.floor((this.#capacity - level + TOLERANCE) / this.#interval)
    return { allowed: true, remaining, reset: level, retryAfter: 0 }
  }
}

interface Bucket {
  emptyAt: number
}

/** Milliseconds; the sum of many intervals is not exact, and the last request of a burst must not fail for that. */
const TOLERANCE = 0.001
