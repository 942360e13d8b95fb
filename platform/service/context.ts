import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type * as z from 'zod'
import type { Caches } from '../cache/index.ts'
import type { Clock, Random } from '../clock/index.ts'
import type {
  Client,
  CodesOf,
  Contract,
  Events,
  Failure,
  FailureDetails,
  Jobs,
  Operation,
  Operations,
} from '../contract/index.ts'
import type { Texts } from '../durable/contract.ts'
import type { Fetch } from '../network/index.ts'
import type { Breakers } from '../resilience/index.ts'
import type { Tx } from '../store/tx.ts'
import type { Caller, User } from './caller.ts'
import type { Frame } from './frame.ts'

export type Uses = { readonly [name: string]: Contract }

/** The types that a service is made of: what its handlers see in `ctx`. */
export interface Shape {
  readonly contract: Contract
  readonly uses: Uses
  readonly tables: unknown
  readonly config: unknown
  readonly resources: unknown
}

/** A shape from its parts: `type Ai = ShapeOf<typeof ai, { uses: typeof uses; tables: Tables }>`, for handlers in files of their own. */
export interface ShapeOf<C extends Contract, Parts extends Partial<Omit<Shape, 'contract'>> = {}> extends Shape {
  readonly contract: C
  readonly uses: Parts extends { uses: infer U extends Uses } ? U : {}
  readonly tables: Parts extends { tables: infer T } ? T : {}
  readonly config: Parts extends { config: infer F } ? F : {}
  readonly resources: Parts extends { resources: infer R } ? R : undefined
}

/** What every part of a service may use. Nothing else reaches time, randomness, storage or the network. */
export interface ServiceContext<S extends Shape = Shape> {
  readonly frame: Frame
  readonly caller: Caller
  readonly clock: Clock
  readonly random: Random
  /** A new UUID version 7. */
  id(): string
  readonly log: Logger
  readonly config: S['config']
  readonly resources: S['resources']
  /** Aborts when the deadline passes or the caller gives up. Pass it on to whatever waits. */
  readonly signal: AbortSignal
  /** The way to outside systems. Give it the signal. */
  readonly fetch: Fetch
  /** For the outside systems that the service calls itself: `breakers.named('stripe', presets.external.breaker)`. */
  readonly breakers: Breakers
  /** For what is expensive to get, made once in `open`: `caches.make('pages', { max: 1000, ... })`. */
  readonly caches: Caches
  /** Typed clients of the services in `uses`. */
  readonly call: { readonly [K in keyof S['uses']]: Client<S['uses'][K]> }
  /** The service's own tables, each statement on its own. */
  readonly db: Kysely<S['tables']>
  /** One transaction, repeated when the database reports a conflict: `work` must have no effect outside of it. */
  tx<T>(work: (tx: Tx<S['tables']>) => Promise<T>): Promise<T>
  /** Announces an event with the transaction: both happen, or neither. */
  readonly emit: {
    readonly [K in keyof Events<S['contract']>]: (
      tx: Tx<S['tables']>,
      data: z.input<Events<S['contract']>[K]['data']>,
    ) => Promise<void>
  }
  /** Submits one of the service's own jobs with the transaction. Resolves to the job's id. */
  readonly enqueue: {
    readonly [K in keyof Jobs<S['contract']>]: (
      tx: Tx<S['tables']>,
      input: z.input<Jobs<S['contract']>[K]['input']>,
      options?: EnqueueOptions,
    ) => Promise<string>
  }
}

/** The context of `open`, before there are resources. */
export type OpenContext<S extends Shape> = ServiceContext<Omit<S, 'resources'> & { readonly resources: undefined }>

export interface EnqueueOptions {
  /** The user whom the job belongs to; by default the caller's. */
  readonly user?: string
  /** Submitting again with the same key gives the same job. */
  readonly idempotencyKey?: string
  /** Milliseconds from now before it may start. */
  readonly delay?: number
}

/** The context of one operation's handler. */
export interface Context<S extends Shape, Op extends Operation = Operation> extends ServiceContext<S> {
  /** The signed-in user. Fails with 401 where the operation is public and nobody is signed in. */
  readonly user: User
  /** The operation's declared errors: `throw fail.modelUnavailable({ detail })`. */
  readonly fail: { readonly [Code in CodesOf<Op>]: (details?: FailureDetails | string) => Failure<Code> }
}

/** The context of a job's handler, which may run more than once: after a crash, a lost lease or a failure. */
export interface JobContext<S extends Shape, Op extends Operation = Operation> extends Context<S, Op> {
  readonly job: { readonly id: string; readonly attempt: number }
  /** Runs `work` once per job: its result is stored, and a later attempt gets it from there. The result must be JSON. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Tells whoever watches how far it is: `percent` from 0 to 100. */
  progress(percent: number, message: string): Promise<void>
  /**
   * Shows whoever watches what there is of the result while it is made, as texts by name. To be called whenever there is
   * more: `read` is only asked a few times a second, and only what is new is told. The last words come with the result.
   */
  partial(read: () => Texts | Promise<Texts>): void
  /** A result together with what must commit with it: `return done(report, (tx) => emit.generated(tx, ...))`. */
  done<T>(output: T, effect: (tx: Tx<S['tables']>) => Promise<void>): Done<T>
}

/** The result of a job whose effect commits in the transaction that completes it. */
export class Done<T> {
  readonly output: T
  readonly effect: (tx: Tx<never>) => Promise<void>

  constructor(output: T, effect: (tx: Tx<never>) => Promise<void>) {
    this.output = output
    this.effect = effect
  }
}

/** The operation `K` of a shape's contract. */
export type OperationOf<S extends Shape, K extends keyof Operations<S['contract']>> = Operations<S['contract']>[K]
