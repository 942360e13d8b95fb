import type * as z from 'zod'
import type { Duration } from './duration.ts'
import type { DeclaredErrors } from './errors.ts'

export type Schema = z.ZodType
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call: anyone, a signed-in user, a user with a role, or another service (never routed from outside).
 * The subject always comes from the token, so no input carries a user id for the caller.
 */
export type Auth = 'public' | 'user' | 'service' | { readonly role: string }

/** At most `max` calls in `window`, counted per IP, per signed-in user, or per value of an input field together with the IP. */
export interface Limit {
  readonly max: number
  readonly window: Duration
  readonly by: 'ip' | 'user' | { readonly field: string }
}

/** Which calls are refused last when there are too many. */
export type Importance = 'high' | 'normal' | 'low'

/** How many calls there may be at once in one process, and how many may wait for a place. */
export interface Concurrency {
  readonly running: number
  /** Default: as many as may run. */
  readonly waiting?: number
  /** How long one waits at most before it is refused with 429. Default 1s. */
  readonly patience?: Duration
}

interface Common<I extends Schema, E extends DeclaredErrors> {
  /** The one HTTP mapping, inside and outside: `GET /cards/{id}`. Without it the operation is reachable by services in process only. */
  readonly http?: `${Method} /${string}`
  readonly auth: Auth
  readonly input: I
  readonly errors?: E
  /** Upper bound for the whole call; a caller's earlier deadline wins. Default 10s, for a job's attempt 5m. */
  readonly deadline?: Duration
  /** Limits at the gateway beside the general ones. */
  readonly limits?: readonly Limit[]
  /** When a process has too much to do, calls of `low` importance are refused first. Default `low` for jobs, which can wait, else `normal`. Streams are never refused. */
  readonly importance?: Importance
  /** Input fields that travel as request headers: `{ ifMatch: 'if-match' }`. */
  readonly headers?: { readonly [field: string]: string }
  readonly summary?: string
  /** Bytes that its JSON body may have, where that is not what the server takes from everybody. */
  readonly bodyLimit?: number
}

interface Answering<O extends Schema> {
  /** JSON; or of a query `file(...)`. */
  readonly output: O
  /** Status of success; 200, or 204 for `z.void()`. */
  readonly status?: 200 | 201 | 204
  /** The entity tag of an answer, without quotes. On a GET, `If-None-Match` is then answered with 304. A file has one without this. */
  readonly etag?: (output: z.output<O>) => string
  /** Its own cap, so that a slow operation does not take the place of all others. By default the process's. */
  readonly concurrency?: Concurrency
}

export interface Query<I extends Schema = Schema, O extends Schema = Schema, E extends DeclaredErrors = DeclaredErrors>
  extends Common<I, E>,
    Answering<O> {
  readonly kind: 'query'
  /** A browser that navigates to this URL gets the web's page of the same path instead of JSON. */
  readonly page?: boolean
}

export interface Command<
  I extends Schema = Schema,
  O extends Schema = Schema,
  E extends DeclaredErrors = DeclaredErrors,
> extends Common<I, E>,
    Answering<O> {
  readonly kind: 'command'
  /** Calling it twice does what calling it once does, so that it may be retried. Default false. */
  readonly idempotent?: boolean
  /** The gateway learns which sessions ended before it answers, so that their tokens are refused from then on. */
  readonly endsSessions?: boolean
  /** Its answer holds secrets and is never put on record: an `Idempotency-Key` is not honoured. */
  readonly unrecorded?: boolean
}

export interface Stream<I extends Schema = Schema, O extends Schema = Schema, E extends DeclaredErrors = DeclaredErrors>
  extends Common<I, E> {
  readonly kind: 'stream'
  /** The schema of one item; over HTTP a server-sent event. */
  readonly output: O
  /** Whether the stream may end after this item: a client resumes one that closed after any other. */
  readonly ends: (item: z.output<O>) => boolean
}

export interface Job<I extends Schema = Schema, O extends Schema = Schema, E extends DeclaredErrors = DeclaredErrors>
  extends Common<I, E> {
  readonly kind: 'job'
  readonly output: O
  /** Attempts before it is failed for good. Default 3. */
  readonly attempts?: number
  /** How many may run at once over all processes, in total and for one user. Default unbounded. */
  readonly concurrency?: { readonly total?: number; readonly perUser?: number }
  /** Higher runs first. Default 0. */
  readonly priority?: number
  /** How long a request waits for the result before it is answered 202, unless it says `Prefer: wait=N`. Default 0s. */
  readonly wait?: Duration
  /** How long a finished job is kept. Default 30d. */
  readonly retention?: Duration
}

export interface Event<D extends Schema = Schema> {
  readonly kind: 'event'
  /** The CloudEvents type, e.g. `ai.content.generated`. */
  readonly type: string
  readonly data: D
  /** What the event is about: events of one subject reach a consumer in the order of their commits. */
  readonly subject: (data: z.output<D>) => string
}

export type Operation = Query | Command | Stream | Job
export type Member = Operation | Event

type Definition<T extends { kind: string }> = Omit<T, 'kind'>

export function query<I extends Schema, O extends Schema, const E extends DeclaredErrors = {}>(
  definition: Definition<Query<I, O, E>>,
): Query<I, O, E> {
  return { kind: 'query', ...definition }
}

export function command<I extends Schema, O extends Schema, const E extends DeclaredErrors = {}>(
  definition: Definition<Command<I, O, E>>,
): Command<I, O, E> {
  return { kind: 'command', ...definition }
}

/** A query whose answer is a sequence of items, e.g. the events of a job. */
export function stream<I extends Schema, O extends Schema, const E extends DeclaredErrors = {}>(
  definition: Definition<Stream<I, O, E>>,
): Stream<I, O, E> {
  return { kind: 'stream', ...definition }
}

/** Work that outlives its request: accepted with 202, run by a worker, never lost. */
export function job<I extends Schema, O extends Schema, const E extends DeclaredErrors = {}>(
  definition: Definition<Job<I, O, E>>,
): Job<I, O, E> {
  return { kind: 'job', ...definition }
}

export function event<D extends Schema>(
  type: string,
  data: D,
  options: { readonly subject: (data: z.output<D>) => string },
): Event<D> {
  return { kind: 'event', type, data, subject: options.subject }
}
