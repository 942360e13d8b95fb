import { asFailure, Failure, type Kind, kinds } from '../contract/index.ts'
import type { JobError } from './contract.ts'

/** Why a job failed, as it stands in its row: enough to raise the same failure again. */
export interface StoredError {
  readonly code: string
  readonly kind: Kind
  readonly title: string
  readonly detail?: string
  readonly retry: boolean
}

/** What may be known of a failure outside. The details of an `internal` one stay in the log. */
export function storedError(error: unknown): StoredError {
  const { code, kind, title, detail, retry } = asFailure(error)
  const shown = kind !== 'internal' && detail !== undefined
  return { code, kind, title, retry, ...(shown && { detail }) }
}

/** The failure that a job's row tells of. */
export function failureOf({ code, kind, title, detail, retry }: StoredError): Failure {
  return new Failure(code, kind in kinds ? kind : 'internal', { retry, ...(detail !== undefined && { detail }) }, title)
}

/** What a job shows of its failure. */
export const publicError = ({ code, title, detail }: StoredError): JobError => ({
  code,
  title,
  ...(detail !== undefined && { detail }),
})

/** Whether another attempt can help: not when the failure says so itself. Of what we did not expect nobody knows. */
export const worthAnotherTry = (error: unknown): boolean => {
  const { kind, retry } = asFailure(error)
  return retry || kind === 'internal'
}

export const workerLost: StoredError = {
  code: 'workerLost',
  kind: 'unavailable',
  title: 'The worker was lost',
  detail: 'The process that worked on it stopped answering.',
  retry: true,
}
