/** The one table of errors: every failure that leaves the system has one of these codes, or a declared one that names its kind. */
export const kinds = {
  invalid: { status: 400, title: 'Invalid input', retry: false },
  unauthenticated: { status: 401, title: 'Sign in first', retry: false },
  forbidden: { status: 403, title: 'Not allowed', retry: false },
  notFound: { status: 404, title: 'Not found', retry: false },
  methodNotAllowed: { status: 405, title: 'Method not allowed', retry: false },
  conflict: { status: 409, title: 'Conflict', retry: false },
  preconditionFailed: { status: 412, title: 'Changed in the meantime', retry: false },
  tooLarge: { status: 413, title: 'Too large', retry: false },
  unsupportedMediaType: { status: 415, title: 'Unsupported media type', retry: false },
  limited: { status: 429, title: 'Too many requests', retry: true },
  internal: { status: 500, title: 'Something went wrong here', retry: false },
  downstreamFailed: { status: 502, title: 'A service we depend on failed', retry: true },
  unavailable: { status: 503, title: 'Temporarily unavailable', retry: true },
  deadlineExceeded: { status: 504, title: 'It took too long', retry: true },
} as const satisfies Record<string, { status: number; title: string; retry: boolean }>

export type Kind = keyof typeof kinds

/** One invalid field: where it is in the input, and what to change. */
export interface Issue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

export interface FailureDetails {
  readonly detail?: string
  readonly issues?: readonly Issue[]
  /** Milliseconds until another try makes sense: becomes `Retry-After`, in whole seconds. */
  readonly retryAfter?: number
  readonly cause?: unknown
  /** Overrides the kind's own answer to "may the caller try again?". */
  readonly retry?: boolean
  /** Whoever refused it is well, but has more work than it can do: no reason to take it for broken. */
  readonly overloaded?: boolean
}

/** A failure as a value: thrown by handlers, carried over links, answered as `application/problem+json`. */
export class Failure<Code extends string = string> extends Error {
  override readonly name = 'Failure'
  readonly code: Code
  readonly kind: Kind
  readonly status: number
  readonly title: string
  readonly retry: boolean
  readonly detail: string | undefined
  readonly issues: readonly Issue[] | undefined
  readonly retryAfter: number | undefined
  readonly overloaded: boolean
  /** Set when the failure came over a link: the id under which the other side logged it. */
  requestId: string | undefined
  /** The operation that was called when this failure came back, as seen by the service that called it. */
  via: string | undefined

  constructor(code: Code, kind: Kind, details: FailureDetails = {}, title: string = kinds[kind].title) {
    super(details.detail ?? title, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.kind = kind
    this.status = kinds[kind].status
    this.title = title
    this.retry = details.retry ?? kinds[kind].retry
    this.detail = details.detail
    this.issues = details.issues
    this.retryAfter = details.retryAfter
    this.overloaded = details.overloaded ?? false
    this.requestId = undefined
    this.via = undefined
  }
}

/** A failure with one of the table's own codes, e.g. `failure('notFound', 'No card with this id.')`. */
export function failure<K extends Kind>(kind: K, details: FailureDetails | string = {}): Failure<K> {
  return new Failure(kind, kind, typeof details === 'string' ? { detail: details } : details)
}

/** An error that an operation declares: its kind in the table and the words for it. */
export interface DeclaredError {
  readonly kind: Kind
  readonly title: string
}
export type DeclaredErrors = { readonly [code: string]: DeclaredError }

const declare =
  (kind: Kind) =>
  (title: string = kinds[kind].title): DeclaredError => ({ kind, title })

/** Constructors for the `errors` of an operation: `errors: { modelUnavailable: unavailable('No model answers') }`. */
export const invalid = declare('invalid')
export const unauthenticated = declare('unauthenticated')
export const forbidden = declare('forbidden')
export const notFound = declare('notFound')
export const conflict = declare('conflict')
export const preconditionFailed = declare('preconditionFailed')
export const limited = declare('limited')
export const downstreamFailed = declare('downstreamFailed')
export const unavailable = declare('unavailable')
export const deadlineExceeded = declare('deadlineExceeded')
