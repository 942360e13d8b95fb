import type { ServerResponse } from 'node:http'
import { systemClock } from '../../clock/system.ts'
import { type ChatRequest, completion, contentType, send, wire } from './completion.ts'

/** What can go wrong between a caller and a model. Times in milliseconds, unless said otherwise. */
export type Fault =
  /** An error answer, e.g. 429, 500 or 503. `retryAfter`: whole seconds, or a date. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number | Date }
  /** Accepts the request and never answers. */
  | { readonly kind: 'hang' }
  /** The right answer, one byte every so often. */
  | { readonly kind: 'drip'; readonly every: number }
  /** Half of the answer, then the connection is cut. */
  | { readonly kind: 'cut' }
  /** The connection is cut before a byte of the answer. */
  | { readonly kind: 'reset' }
  /** The body is not what the protocol says: JSON that ends in the middle. */
  | { readonly kind: 'malformedBody' }
  /** The model's words are no JSON, although it says that it has finished. */
  | { readonly kind: 'malformedAnswer' }
  /** The model's words are JSON of another shape. */
  | { readonly kind: 'breaksSchema' }
  /** The model reached its limit: `finish_reason: length`. By default after half of what it wanted to say. */
  | { readonly kind: 'truncated'; readonly said?: string }
  /** 200 with a page of HTML, as from a proxy's sign-in page. */
  | { readonly kind: 'wrongType' }
  /** The right answer, late. */
  | { readonly kind: 'slowHeaders'; readonly delay: number }

/** Answers `request` with the fault; `content` is what a healthy model would have said. */
export async function inject(fault: Fault, request: ChatRequest, content: string, response: ServerResponse) {
  const whole = completion(request, content, 'stop')
  const half = content.slice(0, Math.ceil(content.length / 2))
  const type = { 'content-type': contentType(request) }
  switch (fault.kind) {
    case 'status':
      return sendStatus(fault.status, fault.retryAfter, response)
    case 'hang':
      return
    case 'drip':
      response.writeHead(200, type)
      return drip(wire(whole, request), fault.every, response)
    case 'cut': {
      const bytes = wire(whole, request)
      response.writeHead(200, type).write(bytes.slice(0, bytes.length / 2), () => response.destroy())
      return
    }
    case 'reset':
      response.destroy()
      return
    case 'malformedBody':
      response.writeHead(200, type).end(request.stream ? 'data: {"choices": [{"delta"\n\n' : '{"choices": [')
      return
    case 'malformedAnswer':
      return send(completion(request, half, 'stop'), request, response)
    case 'breaksSchema':
      return send(completion(request, '{"unexpected": true}', 'stop'), request, response)
    case 'truncated':
      return send(completion(request, fault.said ?? half, 'length'), request, response)
    case 'wrongType':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>')
      return
    case 'slowHeaders':
      await systemClock.sleep(fault.delay)
      return send(whole, request, response)
  }
}

/** The protocol's form of an error. */
export const errorBody = (message: string, type: string, code: string | null) => ({
  error: { message, type, param: null, code },
})

function sendStatus(status: number, retryAfter: number | Date | undefined, response: ServerResponse): void {
  const type = status === 429 ? 'rate_limit_exceeded' : status < 500 ? 'invalid_request_error' : 'server_error'
  const wait = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter?.toString()
  response
    .writeHead(status, { 'content-type': 'application/json', ...(wait !== undefined && { 'retry-after': wait }) })
    .end(JSON.stringify(errorBody(`A fault of status ${status}`, type, status === 429 ? type : null)))
}

async function drip(text: string, every: number, response: ServerResponse): Promise<void> {
  for (const byte of Buffer.from(text)) {
    if (response.destroyed) return
    response.write(Uint8Array.of(byte))
    await systemClock.sleep(every)
  }
  response.end()
}
