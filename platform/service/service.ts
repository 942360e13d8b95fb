import type * as z from 'zod'
import type { Contract, DataOf, Events, Job, Jobs, Operations, Stream } from '../contract/index.ts'
import type { StoreDefinition } from '../store/definition.ts'
import type { Tx } from '../store/tx.ts'
import type { Context, Done, JobContext, OperationOf, ServiceContext, Shape, Uses } from './context.ts'

/** The function behind an operation: input in, output out. What it throws is a failure of its own making. */
export type Handler<S extends Shape, K extends keyof Operations<S['contract']>> =
  OperationOf<S, K> extends Job
    ? (
        input: z.output<OperationOf<S, K>['input']>,
        ctx: JobContext<S, OperationOf<S, K>>,
      ) => Promise<z.input<OperationOf<S, K>['output']> | Done<z.input<OperationOf<S, K>['output']>>>
    : OperationOf<S, K> extends Stream
      ? (
          input: z.output<OperationOf<S, K>['input']>,
          ctx: Context<S, OperationOf<S, K>>,
        ) => AsyncIterable<z.input<OperationOf<S, K>['output']>>
      : (
          input: z.output<OperationOf<S, K>['input']>,
          ctx: Context<S, OperationOf<S, K>>,
        ) => z.input<OperationOf<S, K>['output']> | Promise<z.input<OperationOf<S, K>['output']>>

export type Handlers<S extends Shape> = { readonly [K in keyof Operations<S['contract']>]: Handler<S, K> }

/** An event as a consumer sees it: the CloudEvents attributes that matter, and its data. */
export interface Received<Data> {
  readonly id: string
  readonly type: string
  readonly source: string
  readonly subject: string
  /** RFC 3339. */
  readonly time: string
  readonly data: Data
}

/**
 * What a service does when an event arrives. It runs inside the transaction that marks the event as handled, so its
 * effect happens once; work that waits for the outside belongs into a job: `ctx.enqueue.x(tx, ...)`.
 */
export type Consumer<S extends Shape, Data> = (
  event: Received<Data>,
  tx: Tx<S['tables']>,
  ctx: ServiceContext<S>,
) => Promise<void>

export type Consumers<S extends Shape, L extends Uses> = {
  readonly [K in EventKeys<L>]?: K extends `${infer C}.${infer E}`
    ? C extends keyof L
      ? E extends keyof Events<L[C]>
        ? Consumer<S, DataOf<Events<L[C]>[E]>>
        : never
      : never
    : never
}

/**
 * What a process keeps in memory because of an event, e.g. a cache that forgets. It runs in each process of the service
 * after the service has handled the event, and may run again: it only changes this process.
 */
export type Hearer<S extends Shape, Data> = (event: Received<Data>, ctx: ServiceContext<S>) => void | Promise<void>

export type Hearers<S extends Shape, L extends Uses> = {
  readonly [K in EventKeys<L>]?: K extends `${infer C}.${infer E}`
    ? C extends keyof L
      ? E extends keyof Events<L[C]>
        ? Hearer<S, DataOf<Events<L[C]>[E]>>
        : never
      : never
    : never
}

type EventKeys<L extends Uses> = {
  [C in Extract<keyof L, string>]: `${C}.${Extract<keyof Events<L[C]>, string>}`
}[Extract<keyof L, string>]

/** Runs one of the service's jobs on time, once per time over all processes. */
export type Schedule<C extends Contract> = {
  [K in keyof Jobs<C>]: {
    /** Five fields, UTC: `0 3 * * *`. */
    readonly cron: string
    readonly job: K
    readonly input: z.input<Jobs<C>[K]['input']>
  }
}[keyof Jobs<C>]

export interface HealthCheck {
  readonly healthy: boolean
  /** What an operator should know, e.g. a latency or an error. */
  readonly detail?: string
}

export interface Definition<C extends Contract, U extends Uses, L extends Uses, T, Cfg, R> {
  /** The contracts this service may call, without circles. */
  readonly uses?: U
  /** The contracts whose events it listens to. */
  readonly listens?: L
  readonly store?: StoreDefinition<T>
  /** One zod schema, read from the environment by name: `z.object({ AI_MODELS: z.string().optional() })`. */
  readonly config?: z.ZodType<Cfg>
  /** Makes what lives as long as the process: clients, caches, seeds. Its result is `ctx.resources`. A named function: inference needs its type whole. */
  readonly open?: (ctx: ServiceContext<Made<C, U, T, Cfg, undefined>>) => Promise<R> | R
  readonly close?: (resources: R) => Promise<void> | void
  readonly handle: Handlers<Made<C, U, T, Cfg, R>>
  readonly on?: Consumers<Made<C, U, T, Cfg, R>, L>
  /** Where `on` happens once for all processes, this happens in each of them, after it. */
  readonly hear?: Hearers<Made<C, U, T, Cfg, R>, L>
  readonly schedules?: { readonly [name: string]: Schedule<C> }
  /** Checks beside the database's, for `/health`. */
  readonly health?: { readonly [name: string]: (ctx: ServiceContext<Made<C, U, T, Cfg, R>>) => Promise<HealthCheck> }
}

export interface Made<C extends Contract, U extends Uses, T, Cfg, R> extends Shape {
  readonly contract: C
  readonly uses: U
  readonly tables: T
  readonly config: Cfg
  readonly resources: R
}

/** A service: its contract and how it is carried out. A plain value; making it does nothing. */
export interface Service<C extends Contract = Contract> {
  readonly contract: C
  readonly definition: AnyDefinition
}

/** A definition whose types were checked where it was written; the runtime treats all alike. */
export interface AnyDefinition {
  readonly uses?: Uses
  readonly listens?: Uses
  readonly store?: StoreDefinition<unknown>
  readonly config?: z.ZodType
  readonly open?: (ctx: never) => unknown
  readonly close?: (resources: never) => Promise<void> | void
  readonly handle: { readonly [name: string]: (input: never, ctx: never) => unknown }
  readonly on?: { readonly [key: string]: ((event: never, tx: never, ctx: never) => Promise<void>) | undefined }
  readonly hear?: { readonly [key: string]: ((event: never, ctx: never) => void | Promise<void>) | undefined }
  readonly schedules?: { readonly [name: string]: { cron: string; job: PropertyKey; input: unknown } }
  readonly health?: { readonly [name: string]: (ctx: never) => Promise<HealthCheck> }
}

export function service<C extends Contract, U extends Uses = {}, L extends Uses = {}, T = {}, Cfg = {}, R = undefined>(
  contract: C,
  definition: Definition<C, U, L, T, Cfg, R>,
): Service<C> {
  return { contract, definition: definition as unknown as AnyDefinition }
}
