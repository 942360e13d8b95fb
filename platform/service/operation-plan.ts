import type { Logger } from 'pino'
import type { Clock } from '../clock/index.ts'
import {
  type Command,
  type Failure,
  type HttpMapping,
  httpMapping,
  type Job,
  ms,
  type Operation,
  type Query,
  type Stream,
} from '../contract/index.ts'
import { policyOf } from '../durable/policy.ts'
import type { Attempt, Durable, JobPolicy } from '../durable/types.ts'
import { type Bulkhead, late } from '../resilience/index.ts'
import { authorise } from './authorise.ts'
import { longestCall } from './call-deadline.ts'
import { Done } from './context.ts'
import type { Frame } from './frame.ts'
import type { ContextClass } from './handler-context.ts'
import type { Observer } from './observer.ts'
import { operationBulkhead } from './operation-bulkhead.ts'
import { isOurs, outcomeOf } from './outcome.ts'
import type { Plan } from './plan.ts'
import { inputValidator, outputValidator, type Validator } from './validate.ts'

export interface PlanParts {
  readonly service: string
  readonly clock: Clock
  readonly log: Logger
  readonly observer: Observer
  readonly durable: Durable
  readonly Context: ContextClass
  readonly handler: (input: never, ctx: never) => unknown
}

/** One operation, ready to run. Read `run` to see the way of a call: admit, authorise, validate, handle, validate. */
abstract class OperationPlan<Op extends Operation> implements Plan {
  readonly id: string
  readonly service: string
  readonly name: string
  readonly operation: Op
  readonly mapping: HttpMapping | undefined
  readonly deadline: number
  protected readonly parts: PlanParts
  protected readonly input: Validator
  protected readonly output: Validator
  protected readonly handler: (input: unknown, ctx: object) => unknown

  constructor(name: string, operation: Op, parts: PlanParts) {
    this.id = `${parts.service}.${name}`
    this.service = parts.service
    this.name = name
    this.operation = operation
    this.mapping = httpMapping(operation)
    this.deadline = longestCall(operation)
    this.parts = parts
    this.input = inputValidator(operation.input)
    this.output = outputValidator(operation.output, `the output of ${this.id}`)
    // The definition was checked against the contract where it was written.
    this.handler = parts.handler as (input: unknown, ctx: object) => unknown
  }

  async *stream(input: unknown, frame: Frame): AsyncIterable<unknown> {
    const { clock, observer } = this.parts
    const begun = clock.monotonic()
    try {
      for await (const item of this.items(this.admit(input, frame, begun), frame)) yield this.output(item)
      observer.finished(this, frame, begun, clock.monotonic() - begun, undefined)
    } catch (error) {
      throw this.failed(error, frame, begun)
    }
  }

  abstract run(input: unknown, frame: Frame): Promise<unknown>

  protected items(_input: unknown, _frame: Frame): AsyncIterable<unknown> {
    throw new TypeError(`${this.id} is not a stream`)
  }

  protected admit(input: unknown, frame: Frame, begun: number): unknown {
    if (frame.deadline.expiredBy(begun)) throw late()
    authorise(this.operation.auth, frame.caller)
    return this.input(input)
  }

  protected failed(error: unknown, frame: Frame, begun: number): Failure {
    const { clock, log, observer } = this.parts
    const failure = outcomeOf(error, this.operation.errors)
    if (!isOurs(error))
      log.error(
        { err: error, operation: this.id, requestId: frame.requestId, traceId: frame.trace.traceId },
        `${this.id} failed`,
      )
    observer.finished(this, frame, begun, clock.monotonic() - begun, failure)
    failure.via = this.id
    return failure
  }
}

/** An operation that answers at once. */
export class CallPlan extends OperationPlan<Query | Command> {
  readonly bulkhead: Bulkhead = operationBulkhead(this.id, this.operation, this.parts.clock)

  // The hottest function of the system: one promise, no layers.
  async run(given: unknown, frame: Frame): Promise<unknown> {
    const { clock, observer, Context } = this.parts
    const begun = clock.monotonic()
    let entered = this.bulkhead.tryEnter()
    try {
      if (!entered) entered = await this.bulkhead.wait(frame.deadline)
      const input = this.admit(given, frame, begun)
      const output =
        frame.idempotencyKey === undefined || this.operation.kind === 'query' || this.operation.unrecorded
          ? this.output(await this.handler(input, new Context(frame)))
          : await this.once(frame.idempotencyKey, input, frame)
      observer.finished(this, frame, begun, clock.monotonic() - begun, undefined)
      return output
    } catch (error) {
      throw this.failed(error, frame, begun)
    } finally {
      if (entered) this.bulkhead.leave()
    }
  }

  private once(key: string, input: unknown, frame: Frame): Promise<unknown> {
    const { Context, durable, service } = this.parts
    const { user, service: from } = frame.caller
    const owner = user ? user.id : `service:${from ?? 'anonymous'}`
    return durable.once({ service, name: this.name, owner, key, input }, async (recorder) =>
      this.output(await this.handler(input, new Context(frame, { recorder }))),
    )
  }
}

class StreamPlan extends OperationPlan<Stream> {
  run(): Promise<unknown> {
    throw new TypeError(`${this.id} is a stream`)
  }

  protected override items(input: unknown, frame: Frame): AsyncIterable<unknown> {
    // A stream's handler gives an async iterable: its type says so.
    return this.handler(input, new this.parts.Context(frame)) as AsyncIterable<unknown>
  }
}

/** A job's plan has two ends: `run` accepts it, `attempt` carries it out, now or after a crash, here or elsewhere. */
export class JobPlan extends OperationPlan<Job> {
  readonly #wait = ms(this.operation.wait ?? '0s')

  get policy(): JobPolicy {
    return policyOf(this.operation)
  }

  async run(given: unknown, frame: Frame): Promise<unknown> {
    const { clock, durable, observer, service } = this.parts
    const begun = clock.monotonic()
    try {
      const input = this.admit(given, frame, begun)
      const { caller, trace, requestId, idempotencyKey } = frame
      const wait = Math.min(frame.wait ?? this.#wait, frame.deadline.remaining)
      const signal = wait > 0 ? frame.deadline.signal : undefined
      const submission = { service, name: this.name, caller, input, trace, requestId, idempotencyKey }
      const accepted = await durable.submit(submission, wait, signal)
      observer.finished(this, frame, begun, clock.monotonic() - begun, undefined)
      return accepted
    } catch (error) {
      throw this.failed(error, frame, begun)
    }
  }

  /** Resolves to the validated output, or to a `Done` with one. */
  async attempt(attempt: Attempt): Promise<unknown> {
    const { clock, observer, Context } = this.parts
    const { caller, deadline, requestId } = attempt
    const trace = observer.child(attempt.trace)
    const begun = clock.monotonic()
    const frame: Frame = {
      caller,
      deadline,
      requestId,
      trace,
      idempotencyKey: undefined,
      ip: undefined,
      wait: undefined,
    }
    try {
      const result = await this.handler(attempt.input, new Context(frame, { attempt }))
      const output = result instanceof Done ? new Done(this.output(result.output), result.effect) : this.output(result)
      observer.finished(this, frame, begun, clock.monotonic() - begun, undefined)
      return output
    } catch (error) {
      throw this.failed(error, frame, begun)
    }
  }
}

export function operationPlan(name: string, operation: Operation, parts: PlanParts): Plan {
  switch (operation.kind) {
    case 'job':
      return new JobPlan(name, operation, parts)
    case 'stream':
      return new StreamPlan(name, operation, parts)
    default:
      return new CallPlan(name, operation, parts)
  }
}
