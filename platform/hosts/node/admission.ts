import type { IncomingMessage, ServerResponse } from 'node:http'
import { Failure, problem } from '../../contract/index.ts'
import type { Turn } from '../../resilience/load-shedder.ts'
import type { Plan } from '../../service/plan.ts'
import { Exchange, type Host, REQUEST_ID } from './exchange.ts'

/**
 * Refuses a call that would come to a process with too much to do, before anything is done for it: gives its turn, or
 * undefined where it needs none, or why it is refused. A stream that is cut comes back at once, and who watches does no
 * work: those are let in.
 */
function admit({ load }: Host, { operation }: Plan): Turn | Failure | undefined {
  if (!load || operation.kind === 'stream') return undefined
  return load.admit(operation.importance ?? (operation.kind === 'job' ? 'low' : 'normal'))
}

/** What came in. */
interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Headers that every answer of the server has, name and value in turn. */
  readonly base: readonly string[]
  /** Of the operation that is called; undefined for anything else, which is let in. */
  readonly plan: Plan | undefined
}

/** The exchange of what is let in. Undefined where it was turned away, and is answered already. */
export function enter(host: Host, { request, response, base, plan }: Arrival): Exchange | undefined {
  const turn = plan && admit(host, plan)
  if (plan && turn instanceof Failure) {
    turnAway(host, { request, response, base, plan }, turn)
    return undefined
  }
  const exchange = new Exchange(host, request, response, base)
  exchange.turn = turn instanceof Failure ? undefined : turn
  return exchange
}

/**
 * Answers with the refusal and does nothing else: no exchange, no trace, no line in the log. A server is overloaded for good
 * where saying no costs it much of what saying yes does.
 */
function turnAway(host: Host, { request, response, base, plan }: Arrival & { plan: Plan }, refused: Failure): void {
  const given = request.headers['x-request-id']
  const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : host.traces.of(undefined).traceId
  const text = JSON.stringify(problem(refused, id))
  if (host.draining) response.shouldKeepAlive = false
  response.writeHead(refused.status, [
    ...base,
    'x-request-id',
    id,
    'content-type',
    'application/problem+json',
    'cache-control',
    'no-store',
    'retry-after',
    String(Math.ceil((refused.retryAfter ?? 1_000) / 1_000)),
    'content-length',
    String(Buffer.byteLength(text)),
  ])
  response.end(text)
  host.turnedAway?.(request.method as string, plan, refused)
}
