import type { ServerResponse } from 'node:http'
import { systemClock } from '../../clock/system.ts'
import type { Protocol, Wire } from './protocol.ts'

/** What can go wrong between a caller and a model. Times in milliseconds, unless said otherwise. */
export type Fault =
  /** An error answer, e.g. 429, 500 or 503. `retryAfter`: whole seconds, or a date. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number | Date }
  /** Accepts the request and never answers. */
  | { readonly kind: 'hang' }
  /** The right answer, one byte every so often. */
  | { readonly kind: 'drip'; readonly every: number }
  /** Half of the answer, then nothing more. */
  | { readonly kind: 'stall' }
  /** Half of the answer, then the connection is cut. */
  | { readonly kind: 'cut' }
  /** Half of the answer, then an error of the protocol in its stead. */
  | { readonly kind: 'midway' }
  /** The connection is cut before a byte of the answer. */
  | { readonly kind: 'reset' }
  /** The body is not what the protocol says: it ends in the middle of its first piece. */
  | { readonly kind: 'malformedBody' }
  /** The model's words are no JSON, although it says that it has finished. */
  | { readonly kind: 'malformedAnswer' }
  /** The model's words are JSON of another shape. */
  | { readonly kind: 'breaksSchema' }
  /** The model reached its limit. By default after half of what it wanted to say. */
  | { readonly kind: 'truncated'; readonly said?: string }
  /** 200 with a page of HTML, as from a proxy's sign-in page. */
  | { readonly kind: 'wrongType' }
  /** The right answer, late. */
  | { readonly kind: 'slowHeaders'; readonly delay: number }

/** Answers `question` with the fault; `content` is what a healthy model would have said. */
export async function inject<Question>(
  fault: Fault,
  protocol: Protocol<Question>,
  question: Question,
  content: string,
  response: ServerResponse,
): Promise<void> {
  const whole = protocol.answer(question, content, 'stop')
  const half = content.slice(0, Math.ceil(content.length / 2))
  switch (fault.kind) {
    case 'status':
      return sendError(protocol, fault.status, fault.retryAfter, response)
    case 'hang':
      return
    case 'drip':
      return drip(whole, fault.every, response)
    case 'stall':
      sendHalf(whole, response)
      return
    case 'cut':
      sendHalf(whole, response, () => response.destroy())
      return
    case 'midway':
      return send(protocol.midway(question, half), response)
    case 'reset':
      response.destroy()
      return
    case 'malformedBody':
      return send(protocol.malformed(question), response)
    case 'malformedAnswer':
      return send(protocol.answer(question, half, 'stop'), response)
    case 'breaksSchema':
      return send(protocol.answer(question, '{"unexpected": true}', 'stop'), response)
    case 'truncated':
      return send(protocol.answer(question, fault.said ?? half, 'length'), response)
    case 'wrongType':
      return send({ type: 'text/html', body: '<!doctype html><title>Sign in</title>' }, response)
    case 'slowHeaders':
      await systemClock.sleep(fault.delay)
      return send(whole, response)
  }
}

/** Sends the whole answer at once. */
export function send({ type, body }: Wire, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': type }).end(body)
}

/** Refuses in the provider's own form. */
export function sendError(
  protocol: Pick<Protocol<never>, 'error'>,
  status: number,
  retryAfter: number | Date | undefined,
  response: ServerResponse,
  message = `A fault of status ${status}`,
): void {
  const { type, body, headers } = protocol.error(status, message)
  const wait = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter?.toString()
  response
    .writeHead(status, { 'content-type': type, ...headers, ...(wait !== undefined && { 'retry-after': wait }) })
    .end(body)
}

function sendHalf({ type, body }: Wire, response: ServerResponse, then?: () => void): void {
  const bytes = Buffer.from(body)
  response.writeHead(200, { 'content-type': type }).write(bytes.subarray(0, bytes.length / 2), then)
}

async function drip({ type, body }: Wire, every: number, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': type })
  for (const byte of Buffer.from(body)) {
    if (response.destroyed) return
    response.write(Uint8Array.of(byte))
    await systemClock.sleep(every)
  }
  response.end()
}
