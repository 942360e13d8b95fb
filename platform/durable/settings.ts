import type { RetryPolicy } from '../resilience/retry.ts'

/** How the engine paces itself. Times in milliseconds. */
export interface Settings {
  /** How long a claimed job is a worker's own unless it renews. A killed worker's jobs start elsewhere this much later. */
  readonly lease: number
  /** How often to look for work although nobody said that there is some. */
  readonly poll: number
  /** Jobs that run in this process at once: in all, and of one kind, so that no kind can take every place. */
  readonly slots: number
  readonly slotsPerKind: number
  /** Events that one service handles at once in this process. Each holds a connection of the service. */
  readonly consumerSlots: number
  /** The least time between two NOTIFYs of this process: each is a transaction that others have to queue behind. */
  readonly notifyEvery: number
  /** The least time between two events that show what there is of a result. Four in a second look like writing. */
  readonly showEvery: number
  /** Waits between the attempts of a job. How many there are is the job's own policy. */
  readonly jobRetry: Omit<RetryPolicy, 'attempts'>
  /** Attempts and waits of a consumer at one event, before it is dead. */
  readonly deliveryRetry: RetryPolicy
  /** How long an answered idempotency key is remembered. */
  readonly keyRetention: number
  /** How long handed-on and handled events are kept; within it a consumer knows a repeated delivery. */
  readonly eventRetention: number
}

export const defaults: Settings = {
  lease: 10_000,
  poll: 1_000,
  slots: 128,
  slotsPerKind: 64,
  consumerSlots: 4,
  notifyEvery: 5,
  showEvery: 250,
  jobRetry: { base: 1_000, cap: 60_000, jitter: 0.5 },
  deliveryRetry: { attempts: 12, base: 500, cap: 300_000, jitter: 0.5 },
  keyRetention: 48 * 3_600_000,
  eventRetention: 7 * 24 * 3_600_000,
}
