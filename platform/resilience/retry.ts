import type { Clock, Random } from '../clock/index.ts'
import { Failure } from '../contract/index.ts'
import type { RetryBudget } from './budget.ts'
import type { Deadline } from './deadline.ts'

/** How often to try and how long to wait in between. Times in milliseconds. */
export interface RetryPolicy {
  /** Tries in all, the first one included. */
  readonly attempts: number
  /** The wait before the second try; it doubles with each further one. */
  readonly base: number
  readonly cap: number
  /** The share of a wait that is left to chance, 0 to 1, so that callers who failed together do not return together. */
  readonly jitter: number
}

/** `external` for services and most outside systems, `model` for language models, which recover more slowly. */
export const retryPolicies = {
  external: { attempts: 3, base: 100, cap: 5_000, jitter: 0.5 },
  model: { attempts: 3, base: 1_000, cap: 10_000, jitter: 0.1 },
} as const satisfies Record<string, RetryPolicy>

export interface RetryOptions {
  readonly policy: RetryPolicy
  readonly clock: Clock
  readonly random: Random
  readonly deadline: Deadline
  /** Whether another try can help. By default what the failure says of itself; what is no `Failure` is final. */
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
 *     const page = await retry((attempt) => fetchPage(url), { policy: retryPolicies.external, clock, random, deadline })
 */
export async function retry<T>(work: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const { policy, clock, deadline, retryable = saysSo, retryAfter = asked, budget, onRetry } = options
  budget?.earn()
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt)
    } catch (error) {
      if (attempt >= policy.attempts || deadline.expired || !retryable(error)) throw error
      const wait = Math.max(backoff(policy, attempt, options.random), retryAfter(error) ?? 0)
      if (wait >= deadline.remaining || (budget && !budget.spend())) throw error
      onRetry?.(error, attempt, wait)
      await clock.sleep(wait, deadline.signal)
    }
  }
}

/** Milliseconds to wait after the try number `attempt` (from 1) failed. */
export function backoff({ base, cap, jitter }: RetryPolicy, attempt: number, random: Random): number {
  const full = Math.min(cap, base * 2 ** (attempt - 1))
  return full * (1 - jitter * random.next())
}

const saysSo = (error: unknown): boolean => error instanceof Failure && error.retry
const asked = (error: unknown): number | undefined => (error instanceof Failure ? error.retryAfter : undefined)
