import {
  type Accepted,
  type CallOptions,
  type Client,
  type Contract,
  fileTypes,
  type HttpMapping,
  httpMapping,
  isOperation,
  type Operation,
} from '../contract/index.ts'
import { answerOf, fileAnswer } from './answer.ts'
import { resumed } from './events.ts'

export interface ClientOptions<C extends Record<string, Contract>> {
  /** Where the gateway is, e.g. `http://localhost:3000`; empty for the page's own origin. */
  readonly baseUrl: string
  readonly contracts: C
  /** Added to every request, e.g. `() => ({ authorization: 'Bearer ...' })`. */
  readonly headers?: () => Record<string, string> | Promise<Record<string, string>>
  readonly fetch?: typeof fetch
}

export type Clients<C extends Record<string, Contract>> = { readonly [K in keyof C]: Client<C[K]> }

/**
 * Typed clients over `fetch`, for browsers and servers outside of the platform:
 * `createClient({ baseUrl, contracts: { ai, jobs } }).ai.runResearchAgent({ topic })`.
 * Rejects with a `Failure` that carries the server's code; a network error becomes `unavailable`.
 */
export function createClient<C extends Record<string, Contract>>(options: ClientOptions<C>): Clients<C> {
  const clients: Record<string, Record<string, unknown>> = {}
  for (const [name, contract] of Object.entries(options.contracts)) {
    const operations: Record<string, unknown> = {}
    for (const [key, member] of Object.entries(contract.members)) {
      const mapping = isOperation(member) ? httpMapping(member) : undefined
      if (mapping && isOperation(member)) operations[key] = caller(options, member, mapping)
    }
    clients[name] = operations
  }
  // Built key by key from the contracts that give the type.
  return clients as Clients<C>
}

type Input = Record<string, unknown>

function caller(options: Omit<ClientOptions<{}>, 'contracts'>, operation: Operation, mapping: HttpMapping) {
  const send = async (input: Input, call: CallOptions, accept: string): Promise<Response> => {
    const { method, url, headers, body } = mapping.encode(input)
    const given = await options.headers?.()
    const { signal, wait, timeout, idempotencyKey } = call
    const limits = [signal, timeout === undefined ? undefined : AbortSignal.timeout(timeout)].filter(
      (s) => s !== undefined,
    )
    return (options.fetch ?? fetch)(options.baseUrl + url, {
      method,
      headers: {
        accept,
        ...headers,
        ...given,
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        ...(wait !== undefined && { prefer: `wait=${Math.ceil(wait / 1000)}` }),
      },
      ...(body !== undefined && { body }),
      ...(limits.length > 0 && { signal: AbortSignal.any(limits) }),
    })
  }
  if (operation.kind === 'stream')
    return (input: Input, call: CallOptions = {}) =>
      resumed(
        (lastEventId) => send(lastEventId === undefined ? input : { ...input, lastEventId }, call, 'text/event-stream'),
        operation.ends,
        call.signal,
      )
  if (operation.kind === 'job')
    return async (input: Input, call: CallOptions = {}): Promise<Accepted> => {
      const { response, body } = await answerOf(send(input, call, 'application/json'))
      if (response.status === 202) return body as Accepted
      const id = response.headers.get('location')?.split('/').at(-1) ?? ''
      return { job_id: id, message: 'Done', status: 'done', result: body }
    }
  const files = fileTypes(operation.output)
  if (files) return (input: Input, call: CallOptions = {}) => fileAnswer(send(input, call, files.join(', ')))
  return async (input: Input, call: CallOptions = {}) => (await answerOf(send(input, call, 'application/json'))).body
}
