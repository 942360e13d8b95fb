import type { Failure } from '../../contract/index.ts'
import type { Trace } from '../../service/frame.ts'
import type { Plan } from '../../service/plan.ts'

/** One finished request, told once to whoever measures. */
export interface Observation {
  readonly method: string
  /** The route's template, `/jobs/{id}`, so that it can be a label; `(web)`, `(none)` or `(refused)` where no contract route matched. */
  readonly route: string
  /** 499 when the client went away before its answer. */
  readonly status: number
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Milliseconds until the last byte was handed to the system; for a stream, until it ended. */
  readonly durationMs: number
  readonly requestId: string
  /** The span of this request; its `parentId` is the caller's span, when it sent a valid `traceparent`. */
  readonly trace: Trace
  readonly ip: string | undefined
  readonly userId: string | undefined
  readonly plan: Plan | undefined
  /** Why it was refused or failed; it has been logged already where that was needed. */
  readonly failure: Failure | undefined
}
