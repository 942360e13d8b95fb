import type { Accepted } from '../contract/index.ts'
import type { Deadline } from '../resilience/deadline.ts'
import type { Caller } from '../service/caller.ts'
import type { Done } from '../service/context.ts'
import type { Trace } from '../service/frame.ts'
import type { Tx } from '../store/tx.ts'
import type { ServiceStore } from '../store/types.ts'
import type { Texts } from './contract.ts'

/** A job to be accepted. Its input is validated already. */
export interface Submission {
  readonly service: string
  /** The operation's name within the service. */
  readonly name: string
  readonly caller: Caller
  readonly input: unknown
  readonly trace: Trace
  readonly requestId: string
  readonly idempotencyKey?: string | undefined
  /** Milliseconds before it may start. */
  readonly delay?: number | undefined
  readonly batch?: string | undefined
}

/** How jobs of one kind are treated. Times in milliseconds. */
export interface JobPolicy {
  readonly attempts: number
  readonly deadline: number
  readonly total: number | undefined
  readonly perUser: number | undefined
  readonly priority: number
  readonly retention: number
  /** Whether somebody may watch it: its progress is then kept as a row per event. True for jobs with an HTTP route. */
  readonly tracked: boolean
}

/** One attempt at a job, as the service's plan sees it. */
export interface Attempt {
  readonly id: string
  readonly attempt: number
  readonly input: unknown
  readonly caller: Caller
  readonly trace: Trace
  readonly requestId: string
  /** Ends at the attempt's deadline, when the job is cancelled, when the lease is lost, and when the process stops. */
  readonly deadline: Deadline
  step<T>(name: string, work: () => Promise<T>): Promise<T>
  progress(percent: number, message: string): Promise<void>
  partial(read: () => Texts | Promise<Texts>): void
}

/** An event to be announced. Its data is validated already. */
export interface Announcement {
  readonly service: string
  readonly type: string
  readonly subject: string
  readonly data: unknown
  readonly trace: Trace
}

/** An event row as consumers get it. */
export interface Delivery {
  readonly id: string
  readonly type: string
  readonly source: string
  readonly subject: string
  readonly time: string
  readonly data: unknown
  readonly trace: Trace
}

/** What a service brings to the engine. */
export interface Participant {
  readonly service: string
  readonly store: ServiceStore<unknown>
  readonly jobs: ReadonlyMap<
    string,
    { readonly policy: JobPolicy; run(attempt: Attempt): Promise<unknown | Done<unknown>> }
  >
  /** By event type. */
  readonly consumers: ReadonlyMap<string, (delivery: Delivery, tx: Tx<never>) => Promise<void>>
  /** What each process does once an event is handled, by its type: also those that did not handle it. */
  readonly hearers?: ReadonlyMap<string, (delivery: Delivery) => void | Promise<void>>
  readonly schedules: ReadonlyMap<string, { readonly cron: string; readonly name: string; readonly input: unknown }>
}

/** The engine as the service plans use it. */
export interface Durable {
  /** Declares what the services of this process do; before `start`. */
  register(...participants: readonly Participant[]): Promise<void>
  /** Accepts a job in a transaction of its own, and waits up to `wait` ms for its end. */
  submit(submission: Submission, wait: number, signal: AbortSignal | undefined): Promise<Accepted>
  /** Accepts a job within the service's transaction. Resolves to its id. */
  submitIn(tx: Tx<never>, submission: Submission): Promise<string>
  /** Announces an event within the service's transaction. */
  emit(tx: Tx<never>, announcement: Announcement): Promise<void>
  /** Runs a command once per key: a repetition gets the first answer, one that is still running gets a conflict. */
  once(key: OnceKey, run: (recorder: OnceRecorder) => Promise<unknown>): Promise<unknown>
  /** Begins to claim jobs, relay events and fire schedules. */
  start(): void
  /** Stops claiming, lets running work finish for `grace` ms, then hands the rest back to be claimed at once by others. */
  stop(grace: number): Promise<void>
}

export interface OnceKey {
  readonly service: string
  readonly name: string
  /** User id, or `service:<name>`: keys of different callers never meet. */
  readonly owner: string
  readonly key: string
  /** The validated input: the same key with another input is refused. */
  readonly input: unknown
}

export interface OnceRecorder {
  /** Called inside the command's transaction, so that the answer is on record exactly when the effect is. */
  record(tx: Tx<never>, output: unknown): Promise<void>
}
