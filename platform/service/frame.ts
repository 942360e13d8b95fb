import type { Deadline } from '../resilience/deadline.ts'
import type { AnswerNotes } from './answer-notes.ts'
import type { Caller } from './caller.ts'

/** W3C trace context: `traceId` 32 and `spanId` 16 lower-case hex digits. */
export interface Trace {
  readonly traceId: string
  readonly spanId: string
  /** The span that this one is part of. */
  readonly parentId?: string | undefined
  readonly sampled: boolean
  /** Whether the trace id was made by chance alone, as the sender says (level 2); passed on as it came. */
  readonly random?: boolean | undefined
}

/** What travels with a call beside its input, over every link. */
export interface Frame {
  readonly caller: Caller
  readonly deadline: Deadline
  readonly requestId: string
  readonly trace: Trace
  readonly idempotencyKey: string | undefined
  /** The client's address, known at the gateway and passed on for limits and audit. */
  readonly ip: string | undefined
  /** For a job: milliseconds the caller waits for the result; undefined leaves it to the operation. */
  readonly wait: number | undefined
  /** Where somebody sends the answer off: what he should know of how it was made. */
  readonly notes?: AnswerNotes | undefined
}
