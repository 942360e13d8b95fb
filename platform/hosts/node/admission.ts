import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Failure, problem } from '../../contract/index.ts'
import type { Turn } from '../../resilience/load-shedder.ts'
import type { Plan } from '../../service/plan.ts'
import { type Host, REQUEST_ID } from './exchange.ts'

/**
 * Refuses a call that would come to a process with too much to do, before anything is done for it: gives its turn, or
 * undefined where it needs none, or why it is refused. A stream that is cut comes back at once, and who watches does no
 * work: those are let in.
 */
export function admit({ load }: Host, { operation }: Plan): Turn | Failure | undefined {
  if (!load || operation.kind === 'stream') return undefined
  return load.admit(operation.importance ?? (operation.kind === 'job' ? 'low' : 'normal'))
}

/** What a refusal is told of. */
interface TurnedAway {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly refused: Failure
  /** Headers that every answer of the server has, name and value in turn. */
  readonly base: readonly string[]
  readonly plan: Plan
}

/**
 * Answers with the refusal and does nothing else: no exchange, no trace, no line in the log. A server is overloaded for good
 * where saying no costs it much of what saying yes does.
 */
export function turnAway(host: Host, { request, response, refused, base, plan }: TurnedAway): void {
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
