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
  /** Messages for single fields, by name and, for a part of one, by path: `social.facebook`. */
  readonly fields: Readonly<Record<string, string>>
}

/** `requestId` is for what has none of its own, e.g. when nobody answered. */
export function failureView(error: Failure, requestId?: string): FailureView {
  const fields: Record<string, string> = {}
  for (const { path, message } of error.issues ?? []) {
    fields[String(path[0] ?? '')] ??= message
    fields[path.join('.')] ??= message
  }
  const reference = error.requestId ?? (requestId || undefined)
  return {
    code: error.code,
    title: TITLES[error.code] ?? error.title,
    ...(error.detail !== undefined && { detail: error.detail }),
    ...(reference !== undefined && { requestId: reference }),
    temporary: error.retry,
    ...(error.retryAfter !== undefined && { retryAfter: Math.ceil(error.retryAfter / 1000) }),
    fields,
  }
}

/** A failure of whatever stands between here and the models, in the words that say what it means for the reader. */
export const aiDown = (failure: FailureView): FailureView => ({
  ...failure,
  code: 'modelUnavailable',
  title: 'AI service temporarily unavailable',
})

/** Where the general title would tell a reader less than the situation does. */
const TITLES: Readonly<Record<string, string>> = {
  unavailable: 'Banyan is not answering right now',
  deadlineExceeded: 'That took too long',
}

/** What there is to say below a failure's title where there is only a line: the detail, and the id to quote. */
export const described = ({ detail, requestId }: Pick<FailureView, 'detail' | 'requestId'>): string =>
  [detail, requestId && `Request id ${requestId}`].filter(Boolean).join(' · ')
