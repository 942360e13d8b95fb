import type { Failure } from '../contract/index.ts'
import type { Frame, Trace } from './frame.ts'
import type { Plan } from './plan.ts'

/** What telemetry learns of every call. Called on the hot path: it must be cheap and must not throw. */
export interface Observer {
  /** A new span within `trace`. */
  child(trace: Trace): Trace
  /** `begun` and the difference to now in milliseconds of the monotonic clock. */
  finished(plan: Plan, frame: Frame, begun: number, ms: number, failure: Failure | undefined): void
}

/** For tests and tools that look at nothing. */
export const silent: Observer = { child: (trace) => trace, finished: () => undefined }
