import type { Logger } from 'pino'
import type { Caches } from '../cache/index.ts'
import type { Clock, Random } from '../clock/index.ts'
import { failure } from '../contract/index.ts'
import type { Attempt, OnceRecorder } from '../durable/types.ts'
import type { Fetch } from '../network/index.ts'
import type { Breakers } from '../resilience/index.ts'
import type { Tx } from '../store/tx.ts'
import type { ServiceStore } from '../store/types.ts'
import type { Bound } from './bindings.ts'
import { Done } from './context.ts'
import type { Frame } from './frame.ts'

/** What all contexts of one service share. `resources` come when the service is open. */
export interface ContextParts {
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  readonly config: unknown
  resources: unknown
  readonly store: ServiceStore<unknown>
  readonly fetch: Fetch
  readonly breakers: Breakers
  readonly caches: Caches
  readonly Calls: Bound
  readonly Emits: Bound
  readonly Enqueues: Bound
}

/** What one call adds: an attempt of a job, or the record of a command that must happen once. */
export interface Invocation {
  readonly attempt?: Attempt
  readonly recorder?: OnceRecorder
}

type Tables = Pick<ServiceStore<unknown>, 'db' | 'tx'>

export type ContextClass = new (frame: Frame, invocation?: Invocation) => object

/**
 * The class of `ctx` for one operation. Whatever is the same for each call stands on the prototype; what a handler may
 * never look at (signal, log, clients) is made on first use. Handlers take `ctx` apart, so nothing here needs `this`
 * once it is read. `bounded` for operations, whose work in the database ends with their deadline.
 */
export function contextClass(parts: ContextParts, fail: object, bounded = false): ContextClass {
  class HandlerContext {
    readonly frame: Frame
    readonly #invocation: Invocation | undefined
    constructor(frame: Frame, invocation?: Invocation) {
      this.frame = frame
      this.#invocation = invocation
    }
    get caller() {
      return this.frame.caller
    }
    get user() {
      const { user } = this.frame.caller
      if (!user) throw failure('unauthenticated')
      return user
    }
    get signal() {
      return this.frame.deadline.signal
    }
    get log() {
      return parts.log.child({ requestId: this.frame.requestId, traceId: this.frame.trace.traceId })
    }
    get resources() {
      return parts.resources
    }
    get call() {
      return new parts.Calls(this.frame)
    }
    get emit() {
      return new parts.Emits(this.frame)
    }
    get enqueue() {
      return new parts.Enqueues(this.frame)
    }
    get db() {
      return this.#store.db
    }
    get tx() {
      const recorder = this.#invocation?.recorder
      return recorder ? recording(this.#store, recorder) : this.#store.tx
    }
    /** What `open` makes outlives the call that it was made in. */
    get #store(): Tables {
      return (bounded && parts.store.within?.(this.frame.deadline)) || parts.store
    }
    get job() {
      const { id, attempt } = this.#attempt
      return { id, attempt }
    }
    get step() {
      return this.#attempt.step
    }
    get progress() {
      return this.#attempt.progress
    }
    get partial() {
      return this.#attempt.partial
    }
    get #attempt(): Attempt {
      const attempt = this.#invocation?.attempt
      if (!attempt) throw new TypeError('only the handler of a job has job, step, progress and partial')
      return attempt
    }
  }
  const { clock, random, config, fetch, breakers, caches } = parts
  Object.assign(HandlerContext.prototype, { clock, random, config, fetch, fail, done, breakers, caches, id: random.id })
  return HandlerContext
}

const done = <T>(output: T, effect: (tx: Tx<never>) => Promise<void>) => new Done(output, effect)

/** A `tx` that puts its result on record with its effect: the answer of a command that is called again. */
const recording = (store: Tables, recorder: OnceRecorder): Tables['tx'] => {
  return (work) =>
    store.tx(async (tx) => {
      const output = await work(tx)
      // The recorder writes to the platform's tables only, whatever the service's own are.
      await recorder.record(tx as unknown as Tx<never>, output)
      return output
    })
}
