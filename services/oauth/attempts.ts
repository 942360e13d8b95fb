import type { Clock, Random } from 'banyan/clock'
import { type Breaker, Deadline, presets, type RetryPolicy, retry } from 'banyan/resilience'

/** How one outside system is asked. */
export interface Target {
  readonly breaker: Breaker
  readonly clock: Clock
  readonly random: Random
  /** Milliseconds for one request. */
  readonly timeout: number
}

export interface Again {
  /** Whether another try can help, and does no harm. */
  readonly retryable: (error: unknown) => boolean
  /** Milliseconds that the other side asked us to wait. */
  readonly retryAfter?: (error: unknown) => number | undefined
}

/** A request with all of its tries takes at most so many times as long as one. */
export const WHOLE = 2

/**
 * One request within its time, past the breaker, again where that may be. Rejects with the last error of `once`, with the
 * breaker's refusal, or with the signal's reason.
 */
export async function ask<T>(
  { breaker, clock, random, timeout }: Target,
  signal: AbortSignal | undefined,
  { retryable, retryAfter = () => undefined }: Again,
  once: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = Deadline.in(clock, WHOLE * timeout)
  const whole = signal ? own.until(signal) : own
  const attempt = async () => {
    const one = whole.within(timeout)
    try {
      return await once(one.signal)
    } catch (error) {
      // Our own impatience says something of the other side; the caller's does not.
      signal?.throwIfAborted()
      throw error
    } finally {
      if (one !== whole) one.release()
    }
  }
  try {
    const policy = { policy: RETRY, clock, random, deadline: whole, retryable, retryAfter }
    return await retry(() => breaker.run(attempt), policy)
  } finally {
    whole.release()
    own.release()
  }
}

const RETRY: RetryPolicy = { ...presets.external.retry, cap: 2_000 }
