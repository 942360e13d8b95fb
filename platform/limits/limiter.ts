import type { Clock } from '../clock/index.ts'

/** What a limiter says of one request. Times are in milliseconds. */
export interface Verdict {
  readonly allowed: boolean
  /** Requests that would be allowed right after this one. */
  readonly remaining: number
  /** Until everything is available again. */
  readonly reset: number
  /** Until the next request is allowed; 0 when this one was. */
  readonly retryAfter: number
}

/** A limit as it is told to clients: its name, and `max` requests in `window` milliseconds. */
export interface Policy {
  readonly name: string
  readonly max: number
  readonly window: number
}

/** Counts requests by a key, in bounded memory: when it is full, the key unseen for longest is forgotten. */
export interface Limiter {
  readonly policy: Policy
  /** Counts a request of `key` if it is allowed; a refused one costs nothing. */
  take(key: string): Verdict
}

export interface LimiterOptions {
  readonly clock: Clock
  /** How many keys are remembered. */
  readonly keys: number
}
