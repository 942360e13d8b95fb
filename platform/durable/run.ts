import { Failure } from '../contract/index.ts'
import { Deadline } from '../resilience/deadline.ts'
import type { Claimed } from './claim.ts'
import type { Core } from './core.ts'
import type { JobKind } from './kinds.ts'

/** Why a run ended before its handler did. */
export type Interruption = 'lost' | 'cancelled' | 'stopped'

/** One attempt at a job in this process, from its claim until its end is on record. */
export class Run {
  readonly kind: JobKind
  readonly job: Claimed
  readonly began: number
  /** The attempt's deadline; an interruption ends it early. */
  readonly deadline: Deadline
  /** Until when the lease is known to hold, by this process's clock. */
  leaseUntil: number
  /** Whether the handler is still at work; afterwards only the end has to be put on record. */
  working = true
  interrupted: Interruption | undefined

  constructor({ clock }: Core, kind: JobKind, job: Claimed) {
    this.kind = kind
    this.job = job
    this.began = clock.now()
    this.leaseUntil = job.leaseUntil
    this.deadline = Deadline.in(clock, kind.policy.deadline)
  }

  /** The first reason counts, but for a lost lease: after it there is nothing left to do. */
  interrupt(why: Interruption): void {
    if (this.interrupted && why !== 'lost') return
    this.interrupted = why
    this.deadline.cancel(new Failure(why, why === 'cancelled' ? 'conflict' : 'unavailable', {}, words[why]))
  }
}

const words = {
  lost: 'Another worker has this job now',
  cancelled: 'The job was cancelled',
  stopped: 'This process stops; the job goes on elsewhere',
} as const

/** What a line of the log says of a run. */
export const about = ({ kind, job }: Run) => ({
  job: job.id,
  kind: kind.id,
  attempt: job.attempts,
  requestId: job.request_id,
  traceId: job.trace.traceId,
})
