import type { Clock, Random } from '../clock/index.ts'
import { Failure, type Kind } from '../contract/index.ts'
import type { RetryBudget } from './budget.ts'
import type { Deadline } from './deadline.ts'

/** How often to try and how long to wait in between. Times in milliseconds. */
export interface RetryPolicy {
  /** Tries in all, the first one included. */
  readonly attempts: number
  /** How the waits grow from `base`: doubled each time (the default), by `base` each time, or no waits at all. */
  readonly backoff?: 'exponential' | 'linear' | 'none'
  /** The wait before the second try. */
  readonly base: number
  readonly cap: number
  /** The share of a wait, 0 to 1, that chance may take off, so that callers who failed together do not return together. */
  readonly jitter: number
  /** The share that chance may add. Default 0. */
  readonly extra?: number
  /** The only kinds of failure that are tried again; without it, all that say that another try can help. */
  readonly kinds?: readonly Kind[]
}

export interface RetryOptions {
  readonly policy: RetryPolicy
  readonly clock: Clock
  readonly random: Random
  readonly deadline: Deadline
  /** Whether another try can help. By default `mayRetry`. */
  readonly retryable?: (error: unknown) => boolean
  /** Milliseconds that the other side asked us to wait. By default the failure's own `retryAfter`. */
  readonly retryAfter?: (error: unknown) => number | undefined
  /** Shared by all calls to one target: when it is spent, nobody retries. */
  readonly budget?: RetryBudget
  /** Told before each wait: the try that failed (from 1) and the milliseconds until the next. */
  readonly onRetry?: (error: unknown, attempt: number, wait: number) => void
}

/**
 * Runs `work` until it succeeds, fails for good, or has used its tries. Rejects with the last error of `work`; with the
 * deadline's reason when that ends while waiting. It never waits beyond the deadline: it then fails at once.
 *
 *     const page = await retry((attempt) => fetchPage(url), { policy: presets.external.retry, clock, random, deadline })
 */
export async function retry<T>(work: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const {
    policy,
    clock,
    deadline,
    retryable = (error) => mayRetry(error, policy),
    retryAfter = asked,
    budget,
    onRetry,
  } = options
  budget?.earn()
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt)
    } catch (error) {
      if (attempt >= policy.attempts || deadline.expired || !retryable(error)) throw error
      const wait = Math.max(backoff(policy, attempt, options.random), retryAfter(error) ?? 0)
      if (wait >= deadline.remaining || (budget && !budget.spend())) throw error
      onRetry?.(error, attempt, wait)
      if (wait > 0) await clock.sleep(wait, deadline.signal)
    }
  }
}

/** Milliseconds to wait after the try number `attempt` (from 1) failed. */
export function backoff(
  { backoff, base, cap, jitter, extra = 0 }: RetryPolicy,
  attempt: number,
  random: Random,
): number {
  if (backoff === 'none') return 0
  const full = Math.min(cap, backoff === 'linear' ? base * attempt : base * 2 ** (attempt - 1))
  return full * (1 - jitter * random.next()) * (1 + extra * random.next())
}

/** What a failure says of itself, within the kinds that the policy allows. What is no `Failure` is final. */
export function mayRetry(error: unknown, { kinds }: RetryPolicy): boolean {
  return error instanceof Failure && error.retry && (kinds === undefined || kinds.includes(error.kind))
}

const asked = (error: unknown): number | undefined => (error instanceof Failure ? error.retryAfter : undefined)
