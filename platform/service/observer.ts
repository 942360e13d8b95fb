import type { Failure } from '../contract/index.ts'
import type { Decision } from './decision.ts'
import type { Frame, Trace } from './frame.ts'
import type { Plan } from './plan.ts'

/** What telemetry learns of every call. Called on the hot path: it must be cheap and must not throw. */
export interface Observer {
  /** A new span within `trace`. */
  child(trace: Trace): Trace
  /** `begun` and the difference to now in milliseconds of the monotonic clock. */
  finished(plan: Plan, frame: Frame, begun: number, ms: number, failure: Failure | undefined): void
  /** The platform did something about a call to a dependency other than making it. */
  decided?(decision: Decision): void
  /** A call to a service in another place has ended, as its caller saw it. */
  called(call: Called): void
  /** A consumer has ended one delivery of an event of this type. */
  consumed(service: string, type: string, trace: Trace, ms: number, error: unknown): void
}

export interface Called {
  /** The calling service, or `gateway`. */
  readonly from: string
  readonly to: string
  readonly operation: string
  /** The span that went out with the call. */
  readonly trace: Trace
  readonly ms: number
  readonly failure: Failure | undefined
}

/** For tests and tools that look at nothing. */
export const silent: Observer = {
  child: (trace) => trace,
  finished: () => undefined,
  called: () => undefined,
  consumed: () => undefined,
}
