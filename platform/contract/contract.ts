import type * as z from 'zod'
import type { DeclaredErrors, Failure, Kind } from './errors.ts'
import { fileTypes } from './file.ts'
import type { Command, Event, Job, Member, Operation, Query, Stream } from './operation.ts'

export type Members = { readonly [name: string]: Member }

/** What a service offers, as plain data. Isomorphic: the browser, the gateway and other services import the same value. */
export interface Contract<Name extends string = string, M extends Members = Members> {
  readonly name: Name
  readonly members: M
}

export function contract<const Name extends string, M extends Members>(name: Name, members: M): Contract<Name, M> {
  if (!/^[a-z][a-z0-9]*$/.test(name)) throw new TypeError(`a contract's name is one lower-case word, not "${name}"`)
  // What is put on record, or comes piece by piece, is JSON.
  for (const [key, member] of Object.entries(members))
    if (isOperation(member) && member.kind !== 'query' && fileTypes(member.output))
      throw new TypeError(`"${name}.${key}" answers a file: only a query does`)
  return { name, members }
}

export type Operations<C extends Contract> = {
  [K in keyof C['members'] as C['members'][K] extends Operation ? K : never]: Extract<C['members'][K], Operation>
}
export type Jobs<C extends Contract> = {
  [K in keyof C['members'] as C['members'][K] extends Job ? K : never]: Extract<C['members'][K], Job>
}
export type Events<C extends Contract> = {
  [K in keyof C['members'] as C['members'][K] extends Event ? K : never]: Extract<C['members'][K], Event>
}

export type InputOf<Op extends Operation> = z.output<Op['input']>
export type OutputOf<Op extends Operation> = z.output<Op['output']>
export type ErrorsOf<Op extends Operation> =
  Op extends Query<infer _I, infer _O, infer E>
    ? E
    : Op extends Command<infer _I, infer _O, infer E>
      ? E
      : Op extends Stream<infer _I, infer _O, infer E>
        ? E
        : Op extends Job<infer _I, infer _O, infer E>
          ? E
          : DeclaredErrors
export type DataOf<E extends Event> = z.output<E['data']>

/** What a caller is told of a job it submitted: the body of a 202, or with `result` when it waited long enough. */
export type Accepted<Result = unknown> = {
  readonly job_id: string
  readonly message: string
} & (
  | { readonly status: 'done'; readonly result: Result }
  | { readonly status: 'pending' | 'running' | 'failed' | 'cancelled' }
)

export interface CallOptions {
  /** Milliseconds from now; only ever shortens the caller's own deadline. */
  readonly timeout?: number
  readonly signal?: AbortSignal
  /** Makes a command or the submission of a job happen once, however often it is sent. */
  readonly idempotencyKey?: string
  /** For a job: milliseconds to wait for its result before the answer is the accepted form. */
  readonly wait?: number
}

declare const codes: unique symbol
/** A promise that remembers, in its type only, the codes of the errors that its operation declares. */
export type Answer<T, Code extends string> = Promise<T> & { readonly [codes]?: Code }

export type Returns<Op extends Operation> = Op extends Job
  ? Answer<Accepted<OutputOf<Op>>, CodesOf<Op>>
  : Op extends Stream
    ? AsyncIterable<OutputOf<Op>>
    : Answer<OutputOf<Op>, CodesOf<Op>>

/** The codes that an operation declares; none where it declares nothing. */
export type CodesOf<Op extends Operation> = string extends keyof ErrorsOf<Op>
  ? never
  : Extract<keyof ErrorsOf<Op>, string>

/** The typed client of a contract: one function an operation, the same over every link. */
export type Client<C extends Contract> = {
  readonly [K in keyof Operations<C>]: (
    input: z.input<Operations<C>[K]['input']>,
    options?: CallOptions,
  ) => Returns<Operations<C>[K]>
}

export type Settled<T, Code extends string> =
  | { readonly ok: true; readonly value: T /** See `isFallback`. */; readonly fallback?: true }
  | { readonly ok: false; readonly error: Failure<Code | Kind> }

/** True for an entry of a contract that can be called. */
export const isOperation = (member: Member): member is Operation => member.kind !== 'event'
