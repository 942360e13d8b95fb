import * as z from 'zod'
import {
  type CallOptions,
  type Contract,
  type DeclaredError,
  Failure,
  type FailureDetails,
  isOperation,
} from '../contract/index.ts'
import type { Announcement, Durable } from '../durable/types.ts'
import type { Tx } from '../store/tx.ts'
import type { EnqueueOptions } from './context.ts'
import type { Frame } from './frame.ts'
import type { Link } from './link.ts'
import { inputValidator } from './validate.ts'

/**
 * The objects behind `ctx.call`, `ctx.emit`, `ctx.enqueue` and `ctx.fail`. Each is a class made once at start, with a
 * method per operation, so that a call costs one small object and no look-up by name.
 */
export type Bound = new (frame: Frame) => object

interface Framed {
  readonly frame: Frame
}

/** `ctx.call`: a getter per service in `uses`, giving its typed client. */
export function bindCalls(service: string, links: ReadonlyMap<string, { contract: Contract; link: Link }>): Bound {
  const Calls = framed()
  for (const [name, { contract, link }] of links) {
    const Client = bindClient(service, contract, link)
    Object.defineProperty(Calls.prototype, name, {
      get(this: Framed) {
        return new Client(this.frame)
      },
    })
  }
  return Calls
}

/** The typed client of one contract, for calls made while handling a frame. */
export function bindClient(service: string, contract: Contract, link: Link): Bound {
  const Client = framed()
  for (const [operation, member] of Object.entries(contract.members)) {
    if (!isOperation(member)) continue
    method(
      Client,
      operation,
      member.kind === 'stream'
        ? function (this: Framed, input: unknown, options?: CallOptions) {
            return link.stream(operation, input, { service, frame: this.frame }, options)
          }
        : function (this: Framed, input: unknown, options?: CallOptions) {
            return link.call(operation, input, { service, frame: this.frame }, options)
          },
    )
  }
  return Client
}

/** `ctx.emit`: checks the data against the event's schema and puts it into the outbox with the transaction. */
export function bindEmits(contract: Contract, durable: Durable): Bound {
  const Emits = framed()
  for (const [name, member] of Object.entries(contract.members)) {
    if (member.kind !== 'event') continue
    method(Emits, name, async function (this: Framed, tx: Tx<never>, given: unknown) {
      const data = z.parse(member.data, given)
      const announcement: Announcement = {
        service: contract.name,
        type: member.type,
        subject: member.subject(data),
        data,
        trace: this.frame.trace,
      }
      await durable.emit(tx, announcement)
    })
  }
  return Emits
}

/** `ctx.enqueue`: accepts one of the service's own jobs with the transaction. */
export function bindEnqueues(contract: Contract, durable: Durable): Bound {
  const Enqueues = framed()
  for (const [name, member] of Object.entries(contract.members)) {
    if (member.kind !== 'job') continue
    const validate = inputValidator(member.input)
    method(Enqueues, name, function (this: Framed, tx: Tx<never>, input: unknown, options: EnqueueOptions = {}) {
      const { caller, trace, requestId } = this.frame
      const user = options.user === undefined ? caller.user : { id: options.user, roles: [], session: '' }
      return durable.submitIn(tx, {
        service: contract.name,
        name,
        caller: { user, service: contract.name },
        input: validate(input),
        trace,
        requestId,
        idempotencyKey: options.idempotencyKey,
        delay: options.delay,
      })
    })
  }
  return Enqueues
}

/** `ctx.fail`: a constructor per declared error. */
export function bindFailures(errors: Readonly<Record<string, DeclaredError>> | undefined) {
  const failures: Record<string, (details?: FailureDetails | string) => Failure> = {}
  for (const [code, { kind, title }] of Object.entries(errors ?? {}))
    failures[code] = (details = {}) =>
      new Failure(code, kind, typeof details === 'string' ? { detail: details } : details, title)
  return Object.freeze(failures)
}

function framed(): Bound {
  return class {
    readonly frame: Frame
    constructor(frame: Frame) {
      this.frame = frame
    }
  }
}

const method = (target: Bound, name: string, value: unknown) =>
  Object.defineProperty(target.prototype, name, { value, enumerable: true })
