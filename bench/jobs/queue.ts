/** A job queue as the bench drives it: the same small jobs for each, one handler that does nothing but count. */
export interface Queue {
  readonly name: string
  /** Accepts one job; resolved when it is safe. */
  enqueue(payload: { n: number }): Promise<unknown>
  /** Starts workers that call `done` for each job, and goes on until `stop`. */
  process(done: () => void): Promise<void>
  /** Resolves when every job that was processed is on record as such. */
  stop(): Promise<void>
}

/** What each contender may have under way: jobs it claims and completes at once. */
export const BATCH = 64
