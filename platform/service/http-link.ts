import { Readable } from 'node:stream'
import { Pool } from 'undici'
import { resumed } from '../client/events.ts'
import {
  type CallOptions,
  type Contract,
  Failure,
  failure,
  fromProblem,
  type HttpMapping,
  httpMapping,
  isOperation,
  ms,
  type Operation,
} from '../contract/index.ts'
import { type Deadline, late } from '../resilience/deadline.ts'
import type { Caller } from './caller.ts'
import { refuseInsideTransaction } from './inline.ts'
import type { Link, Origin } from './link.ts'
import type { Observer } from './observer.ts'
import { formatTraceparent } from './traceparent.ts'

export interface HttpLinkOptions {
  readonly contract: Contract
  /** Where the place of the service listens: `http://127.0.0.1:4001`. */
  readonly origin: string
  readonly observer: Observer
  /** A service token for a call from one service to another on behalf of a caller. */
  readonly mint: (from: string, to: string, caller: Caller) => Promise<string> | string
  /** Most calls under way at once over this link. */
  readonly connections: number
  readonly strict: boolean
}

/** The link to a service in another process: the operation's own HTTP mapping, with a service token. */
export function httpLink(options: HttpLinkOptions): Link & { close(): Promise<void> } {
  const { contract, observer } = options
  const pool = new Pool(options.origin, { connections: options.connections, pipelining: 1 })
  const routes = routesOf(contract)

  const send = async (
    route: Route,
    input: unknown,
    from: Origin,
    deadline: Deadline,
    call: CallOptions | undefined,
  ) => {
    const { method, url, headers, body } = route.mapping.encode(input as Record<string, unknown>)
    const trace = observer.child(from.frame.trace)
    const { caller, ip, requestId } = from.frame
    return pool.request({
      method,
      path: url,
      body: body ?? null,
      signal: deadline.signal,
      headers: {
        ...headers,
        'x-service-token': await options.mint(from.service, contract.name, {
          user: caller.user,
          service: from.service,
        }),
        'x-request-id': requestId,
        'x-deadline-ms': String(Math.ceil(deadline.remaining)),
        traceparent: formatTraceparent(trace),
        ...(ip !== undefined && { 'x-client-ip': ip }),
        ...(call?.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
        ...(call?.wait !== undefined && { prefer: `wait=${Math.ceil(call.wait / 1000)}` }),
      },
    })
  }

  return {
    async call(operation, input, from, call) {
      const route = routes.get(operation)
      if (!route) throw unreachable(contract, operation)
      if (options.strict) refuseInsideTransaction(route.id)
      const deadline = deadlineFor(route, from, call)
      try {
        const { statusCode, headers, body } = await send(route, input, from, deadline, call)
        const text = await body.text()
        const parsed: unknown = text === '' ? undefined : JSON.parse(text)
        if (statusCode >= 400) throw fromProblem(parsed, statusCode, seconds(headers['retry-after']))
        if (route.operation.kind !== 'job' || statusCode === 202) return parsed
        return { job_id: String(headers.location).split('/').at(-1), message: 'Done', status: 'done', result: parsed }
      } catch (error) {
        throw failureOf(error, deadline, route.id)
      } finally {
        if (deadline !== from.frame.deadline) deadline.release()
      }
    },
    async *stream(operation, input, from, call) {
      const route = routes.get(operation)
      if (route?.operation.kind !== 'stream') throw unreachable(contract, operation)
      const deadline = deadlineFor(route, from, call)
      const { ends } = route.operation
      const open = async (lastEventId: string | undefined) => {
        const given = lastEventId === undefined ? input : { ...(input as object), lastEventId }
        try {
          const { statusCode, body } = await send(route, given, from, deadline, call)
          return new Response(Readable.toWeb(body) as never, { status: statusCode })
        } catch (error) {
          throw failureOf(error, deadline, route.id)
        }
      }
      yield* resumed(open, ends, deadline.signal)
    },
    close: () => pool.close(),
  }
}

interface Route {
  readonly id: string
  readonly operation: Operation
  readonly mapping: HttpMapping
  readonly deadline: number
}

function routesOf(contract: Contract): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>()
  for (const [name, operation] of Object.entries(contract.members)) {
    const mapping = isOperation(operation) ? httpMapping(operation) : undefined
    if (!mapping || !isOperation(operation)) continue
    // A job's own deadline is its attempt's; submitting it is a call like others.
    const deadline = ms(operation.kind === 'job' ? '10s' : (operation.deadline ?? '10s'))
    routes.set(name, { id: `${contract.name}.${name}`, operation, mapping, deadline })
  }
  return routes
}

function deadlineFor(route: Route, { frame }: Origin, call: CallOptions | undefined): Deadline {
  const deadline = frame.deadline.within(
    Math.min(route.deadline + (call?.wait ?? 0), call?.timeout ?? Number.POSITIVE_INFINITY),
  )
  return call?.signal ? deadline.until(call.signal) : deadline
}

function failureOf(error: unknown, deadline: Deadline, via: string): unknown {
  const { aborted, reason } = deadline.signal
  const given: unknown = aborted && !(error instanceof Failure) ? (reason instanceof Failure ? late() : reason) : error
  const failed =
    given instanceof Failure || aborted
      ? given
      : failure('unavailable', { detail: `${via} cannot be reached`, cause: error })
  if (failed instanceof Failure) failed.via = via
  return failed
}

const unreachable = (contract: Contract, operation: string) =>
  failure('internal', {
    cause: new Error(`"${contract.name}.${operation}" has no HTTP mapping and runs in another process`),
  })

function seconds(header: string | string[] | undefined): number | undefined {
  const value = Number(header)
  return Number.isFinite(value) ? value * 1000 : undefined
}
