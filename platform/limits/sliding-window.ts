import type { Clock } from '../clock/index.ts'
import type { Limiter, LimiterOptions, Policy, Verdict } from './limiter.ts'
import { Recent } from './recent.ts'

/**
 * Exactly `max` requests in any window, by remembering when each was made: for small limits that protect something, such as
 * sign-in. (A leaky bucket of the same numbers lets almost twice as many through: the burst, and what leaks meanwhile.)
 */
export class SlidingWindow implements Limiter {
  readonly policy: Policy
  readonly #clock: Clock
  /** The times of the last `max` requests, as a ring. */
  readonly #rings: Recent<Ring>

  constructor(policy: Policy, { clock, keys }: LimiterOptions) {
    this.policy = policy
    this.#clock = clock
    this.#rings = new Recent(keys)
  }

  take(key: string): Verdict {
    const { max, window } = this.policy
    const now = this.#clock.now()
    let ring = this.#rings.get(key)
    if (!ring) {
      ring = { times: [], next: 0 }
      this.#rings.set(key, ring)
    }
    const oldest = ring.times[ring.next] ?? Number.NEGATIVE_INFINITY
    const newest = ring.times.at(ring.next - 1) ?? now
    if (oldest + window > now)
      return { allowed: false, remaining: 0, reset: newest + window - now, retryAfter: oldest + window - now }
    ring.times[ring.next] = now
    ring.next = (ring.next + 1) % max
    let used = 0
    for (const time of ring.times) if (time + window > now) used += 1
    return { allowed: true, remaining: max - used, reset: window, retryAfter: 0 }
  }
}

interface Ring {
  readonly times: number[]
  next: number
}
