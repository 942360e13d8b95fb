import type { Accepted } from '../contract/index.ts'
import type { JobStatus } from './contract.ts'
import { failureOf, type StoredError } from './job-error.ts'

/** What a job's row says of how it ended, if it did. */
export interface Ended {
  readonly status: JobStatus
  readonly message: string
  readonly result: unknown
  readonly error: StoredError | null
}

export const hasEnded = (status: JobStatus): boolean => status !== 'pending' && status !== 'running'

/** The accepted form of a job. Throws the job's own failure when `raise` is set and it failed. */
export function accepted(id: string, { status, message, result, error }: Ended, raise: boolean): Accepted {
  if (status === 'done') return { job_id: id, status, message: 'Done', result }
  if (status === 'failed' && raise && error) throw failureOf(error)
  return { job_id: id, status, message: message || words[status] }
}

const words = {
  pending: 'Accepted; it waits for its turn',
  running: 'It is being worked on',
  failed: 'It failed',
  cancelled: 'It was cancelled',
} as const
