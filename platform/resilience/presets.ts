import type { BreakerPolicy } from './breaker.ts'
import type { BudgetPolicy } from './budget.ts'
import type { BulkheadPolicy } from './bulkhead.ts'
import type { RetryPolicy } from './retry.ts'

/** What the caller of a dependency does about its failures. Times in milliseconds. */
export interface Preset {
  readonly breaker: BreakerPolicy
  readonly retry: RetryPolicy
  /** Retries of all calls together: a tenth of the traffic, and ten for those with little of it. */
  readonly budget: BudgetPolicy
  readonly bulkhead: BulkheadPolicy
  /** For a call with all of its tries; undefined leaves it to the operation's own deadline. */
  readonly deadline: number | undefined
}

const budget = { ratio: 0.1, reserve: 10 } as const

/** For services of our own: they are restarted within seconds, so a breaker looks again soon, and several may look. */
const service = {
  breaker: { failures: 10, window: 10_000, rate: 0.5, openFor: 1_000, successes: 2, probes: 3, probeFor: 2_000 },
  retry: { attempts: 3, backoff: 'exponential', base: 50, cap: 1_000, jitter: 0.5, extra: 0 },
  budget,
  bulkhead: { running: 256, waiting: 512, patience: 1_000 },
  deadline: undefined,
} as const satisfies Preset

/** For most outside systems. */
const external = {
  breaker: { failures: 5, window: 10_000, rate: 0.1, openFor: 60_000, successes: 2, probes: 1, probeFor: 10_000 },
  retry: { attempts: 3, backoff: 'exponential', base: 100, cap: 5_000, jitter: 0.5, extra: 0 },
  budget,
  bulkhead: { running: 64, waiting: 64, patience: 1_000 },
  deadline: undefined,
} as const satisfies Preset

/** For language models. One that hangs is noticed only by its timeout, so failures are counted over a longer time. */
const model = {
  breaker: { failures: 3, window: 120_000, rate: 0.1, openFor: 30_000, successes: 2, probes: 1, probeFor: 60_000 },
  retry: { attempts: 3, backoff: 'exponential', base: 1_000, cap: 10_000, jitter: 0.1, extra: 0 },
  budget,
  bulkhead: { running: 16, waiting: 32, patience: 5_000 },
  deadline: undefined,
} as const satisfies Preset

/** The settings of the products where they differ: three retries from a second on, a little late rather than early. */
const neuros = {
  ...external,
  breaker: { ...external.breaker, successes: 1 },
  retry: { attempts: 4, backoff: 'exponential', base: 1_000, cap: 10_000, jitter: 0, extra: 0.1 },
} as const satisfies Preset

/** One success closes it; 30 seconds for a call. */
const neurosModel = {
  ...neuros,
  breaker: { ...model.breaker, successes: 1 },
  deadline: 30_000,
} as const satisfies Preset

/** Ten seconds, and one more try at once. */
const chaptersEdge = {
  ...service,
  retry: { attempts: 2, backoff: 'none', base: 0, cap: 0, jitter: 0, extra: 0 },
  deadline: 10_000,
} as const satisfies Preset

const chaptersCloud = { ...external, deadline: 300_000 } as const satisfies Preset

/** Three tries, and only for what was throttled, down or too slow. */
const coagent = {
  ...external,
  retry: { ...external.retry, kinds: ['limited', 'unavailable', 'deadlineExceeded'] },
} as const satisfies Preset

export const presets = { service, external, model, neuros, neurosModel, chaptersEdge, chaptersCloud, coagent }
export type PresetName = keyof typeof presets
