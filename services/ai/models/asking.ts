import type { Clock, Random } from 'banyan/clock'
import type { Deadline, RetryPolicy } from 'banyan/resilience'
import type { Logger } from 'pino'
import type { Chain } from './chain.ts'
import type { ModelFault } from './fault.ts'
import type { ModelName } from './name.ts'
import type { Usage } from './usage.ts'

/** One call as it goes on record, whether it gave an answer or not. */
export interface Call {
  readonly model: ModelName
  readonly usage: Usage
  /** US dollars; undefined where the price of the model is not known. */
  readonly cost: number | undefined
  readonly fault: ModelFault | undefined
  /** Milliseconds. */
  readonly latency: number
  /** What was kept back for it. */
  readonly reservation: string | undefined
  /** Given before, to the very same request. */
  readonly cached?: boolean
}

/** With what the models of a chain are asked. */
export interface Asking<Model> {
  readonly chain: Chain<Model>
  readonly retry: RetryPolicy
  /** Milliseconds: for one call, and for the next word within it. */
  readonly attemptTimeout: number
  readonly idleTimeout: number
  readonly clock: Clock
  readonly random: Random
  readonly deadline: Deadline
  readonly log: Logger
  /** Keeps back what a call costs at most, in US dollars; undefined where that is not known. Rejects with a `ModelFault`. */
  readonly reserve: (most: number | undefined) => Promise<string | undefined>
  readonly record: (call: Call) => Promise<void>
}

export interface Answered<T> {
  readonly value: T
  readonly model: string
}
