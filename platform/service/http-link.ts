import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { resumed } from '../client/events.ts'
import {
  type CallOptions,
  type Contract,
  FALLBACK_HEADER,
  Failure,
  failure,
  fileFrom,
  fileTypes,
  fromProblem,
  type HttpMapping,
  httpMapping,
  isOperation,
  type Operation,
} from '../contract/index.ts'
import { neverArrived } from '../network/index.ts'
import { type Deadline, late } from '../resilience/deadline.ts'
import { callDeadline, longestCall } from './call-deadline.ts'
import type { Caller } from './caller.ts'
import { refuseInsideTransaction } from './inline.ts'
import { type Link, OPERATION_HEADER, type Origin } from './link.ts'
import { cutOff, type OpenPool, Origins, openPool } from './origins.ts'
import { formatTraceparent } from './traceparent.ts'

export interface HttpLinkOptions {
  readonly contract: Contract
  /** Where the processes of the service's place listen: `['http://127.0.0.1:4001']`. */
  readonly origins: readonly string[]
  /** A service token for a call from one service to another on behalf of a caller. */
  readonly mint: (from: string, to: string, caller: Caller) => string
  /** Most calls under way at once to each process. */
  readonly connections: number
  readonly strict: boolean
  /** Opens the connections to an origin; by default real ones. A simulation has a network of its own. */
  readonly open?: OpenPool
}

/** The link to a service in another process: the operation's own HTTP mapping, with a service token. */
export function httpLink(options: HttpLinkOptions): Link & { close(): Promise<void> } {
  const { contract } = options
  const origins = new Origins(options.origins, options.connections, options.open ?? openPool)
  const routes = routesOf(contract)

  const routeOf = (operation: string): Route => {
    const route = routes.get(operation)
    if (!route) throw unmapped(contract, operation)
    if (options.strict) refuseInsideTransaction(route.id)
    return route
  }
  const send = (route: Route, input: unknown, from: Origin, deadline: Deadline, call: CallOptions | undefined) => {
    const { method, url, headers, body } = encoded(route, input)
    const { caller, ip, requestId, trace } = from.frame
    const sent = {
      method,
      path: url,
      body: body ?? null,
      signal: deadline.signal,
      headers: {
        ...headers,
        'x-service-token': options.mint(from.service ?? GATEWAY, contract.name, {
          user: caller.user,
          service: from.service,
        }),
        'x-request-id': requestId,
        [OPERATION_HEADER]: route.id,
        'x-deadline-ms': String(Math.floor(deadline.remaining)),
        traceparent: formatTraceparent(trace),
        ...(ip !== undefined && { 'x-client-ip': ip }),
        ...(call?.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
        ...(call?.wait !== undefined && { prefer: `wait=${Math.ceil(call.wait / 1000)}` }),
      },
    }
    const repeatable = route.repeatable || call?.idempotencyKey !== undefined
    const failed = (error: unknown) => failureOf(error, deadline, route.id, repeatable)
    const answer = origins.request(sent, { repeatable, streamed: route.operation.kind === 'stream' })
    return { answer, failed }
  }

  return {
    async call(operation, input, from, call) {
      const route = routeOf(operation)
      const deadline = callDeadline(route, from.frame, call)
      const { answer, failed } = send(route, input, from, deadline, call)
      try {
        const { statusCode, headers, body } = await answer
        if (headers[FALLBACK_HEADER] !== undefined && from.frame.notes) from.frame.notes.fallback = true
        if (route.answersFile && statusCode < 400)
          return fileFrom((name) => headers[name]?.toString(), new Uint8Array(await body.arrayBuffer()))
        const output = read(await body.text(), statusCode, headers)
        if (route.operation.kind !== 'job' || statusCode === 202) return output
        return { job_id: String(headers.location).split('/').at(-1), message: 'Done', status: 'done', result: output }
      } catch (error) {
        throw failed(error)
      } finally {
        if (deadline !== from.frame.deadline) deadline.release()
      }
    },
    async *stream(operation, input, from, call) {
      const route = routeOf(operation)
      if (route.operation.kind !== 'stream') throw unmapped(contract, operation)
      const { ends } = route.operation
      const deadline = callDeadline(route, from.frame, call)
      const open = async (lastEventId?: string): Promise<Response> => {
        const given = lastEventId === undefined ? input : { ...(input as object), lastEventId }
        const { answer, failed } = send(route, given, from, deadline, call)
        try {
          const { statusCode, headers, body } = await answer
          if (statusCode >= 400) read(await body.text(), statusCode, headers)
          // Node and the DOM's types each declare the same streams.
          return new Response(statusCode === 204 ? null : (Readable.toWeb(body) as never), { status: statusCode })
        } catch (error) {
          throw failed(error)
        }
      }
      try {
        // What is refused at once is refused; what breaks later is taken up again where it broke.
        let opened: Response | undefined = await open()
        const next = (lastEventId: string | undefined) => {
          const first = opened
          opened = undefined
          return first ? Promise.resolve(first) : open(lastEventId)
        }
        yield* resumed(next, ends, deadline.signal)
      } catch (error) {
        throw failureOf(error, deadline, route.id, true)
      } finally {
        if (deadline !== from.frame.deadline) deadline.release()
      }
    },
    close: () => origins.close(),
  }
}

/** Who calls when the gateway passes on what came from outside. */
const GATEWAY = 'gateway'

interface Route {
  readonly id: string
  readonly operation: Operation
  readonly mapping: HttpMapping
  readonly deadline: number
  readonly repeatable: boolean
  readonly answersFile: boolean
}

function routesOf(contract: Contract): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>()
  for (const [name, operation] of Object.entries(contract.members)) {
    if (!isOperation(operation)) continue
    const mapping = httpMapping(operation)
    if (!mapping) continue
    const { kind } = operation
    const repeatable = kind === 'query' || kind === 'stream' || (kind === 'command' && operation.idempotent === true)
    const id = `${contract.name}.${name}`
    const answersFile = fileTypes(operation.output) !== undefined
    routes.set(name, { id, operation, mapping, deadline: longestCall(operation), repeatable, answersFile })
  }
  return routes
}

function encoded({ id, mapping }: Route, input: unknown) {
  try {
    // The type of the client asks for an object; from the gateway it comes decoded by the same mapping.
    return mapping.encode(input as Record<string, unknown>)
  } catch (cause) {
    throw failure('invalid', { detail: `The input of ${id} cannot be sent.`, cause })
  }
}

/** The body of an answer. Throws the failure that it describes. */
function read(text: string, status: number, headers: Dispatcher.ResponseData['headers']): unknown {
  const parsed = text === '' ? undefined : parse(text, status)
  if (status >= 400) throw fromProblem(parsed, status, seconds(headers['retry-after']))
  return parsed
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw failure('downstreamFailed', { detail: `answered ${status} with what is not JSON`, cause })
  }
}

function seconds(header: string | string[] | undefined): number | undefined {
  const value = Number(header)
  return Number.isFinite(value) ? value * 1000 : undefined
}

/** What the caller is told. Its own deadline, or its giving up, comes before whatever that did to the connection. */
function failureOf(error: unknown, { signal }: Deadline, via: string, repeatable: boolean): Failure {
  if (signal.aborted) return signal.reason instanceof Failure ? signal.reason : late()
  const failed = error instanceof Failure ? error : unreached(error, via, repeatable)
  failed.via = via
  return failed
}

function unreached(cause: unknown, via: string, repeatable: boolean): Failure {
  if (neverArrived(cause)) return failure('unavailable', { detail: `${via} cannot be reached`, cause })
  if (!cutOff(cause)) return failure('internal', { cause })
  const detail = `${via} broke off before it answered`
  // Nobody knows whether it was done: only what may be done twice may be asked for again.
  return repeatable
    ? failure('unavailable', { detail, cause })
    : failure('downstreamFailed', { detail, cause, retry: false })
}

const unmapped = (contract: Contract, operation: string) =>
  failure('internal', {
    cause: new Error(`"${contract.name}.${operation}" has no HTTP mapping and runs in another process`),
  })
