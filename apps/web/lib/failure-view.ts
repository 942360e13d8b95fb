import type { Failure } from 'banyan/contract'

/** A failure as pages show it: plain data that crosses from server to browser. */
export interface FailureView {
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly requestId?: string
  /** It is expected to pass: another try makes sense. */
  readonly temporary: boolean
  /** Seconds until another try makes sense. */
  readonly retryAfter?: number
  /** Messages for single fields, by name. */
  readonly fields: Readonly<Record<string, string>>
}

export function failureView(error: Failure): FailureView {
  const fields: Record<string, string> = {}
  for (const { path, message } of error.issues ?? []) fields[String(path[0] ?? '')] ??= message
  return {
    code: error.code,
    title: TITLES[error.code] ?? error.title,
    ...(error.detail !== undefined && { detail: error.detail }),
    ...(error.requestId !== undefined && { requestId: error.requestId }),
    temporary: error.retry,
    ...(error.retryAfter !== undefined && { retryAfter: Math.ceil(error.retryAfter / 1000) }),
    fields,
  }
}

/** Where the general title would tell a reader less than the situation does. */
const TITLES: Readonly<Record<string, string>> = {
  unavailable: 'Banyan is not answering right now',
  deadlineExceeded: 'That took too long',
}
