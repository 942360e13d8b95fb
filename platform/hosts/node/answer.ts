import { asFailure, Failure, problem } from '../../contract/index.ts'
import { compressed, type Encoding, encodingFor } from './compression.ts'
import type { Exchange } from './exchange.ts'

/** Answers with JSON. `headers` are names and values in turn. */
export function answerJson(exchange: Exchange, status: number, headers: readonly string[], value: unknown): void {
  answerText(exchange, status, ['content-type', 'application/json', ...headers], JSON.stringify(value))
}

/** Answers with text, or with what is as good as text, compressed where that is worth it. */
export function answerText(
  exchange: Exchange,
  status: number,
  headers: readonly string[],
  text: string | Uint8Array,
): void {
  const encoding = exchange.host.compress && text.length >= WORTH_COMPRESSING ? negotiated(exchange) : undefined
  if (!encoding) answer(exchange, status, headers, text)
  else
    compressed(text, encoding, (error, body) => {
      if (error) fail(exchange, error)
      else answer(exchange, status, ['content-encoding', encoding, ...headers], body)
    })
}

/** Answers a failure as `application/problem+json` (RFC 9457). */
export function refuse(exchange: Exchange, refused: Failure): void {
  exchange.failure ??= refused
  const headers = ['content-type', 'application/problem+json', 'cache-control', 'no-store']
  if (refused.status === 401 && !exchange.headers.includes('www-authenticate'))
    headers.push('www-authenticate', 'Bearer')
  if (refused.retryAfter !== undefined)
    headers.push('retry-after', String(Math.max(1, Math.ceil(refused.retryAfter / 1000))))
  answerText(exchange, refused.status, headers, JSON.stringify(problem(refused, exchange.requestId)))
}

/** Answers what was thrown by the host itself; what nobody foresaw is logged. */
export function fail(exchange: Exchange, error: unknown): void {
  const failed = asFailure(error)
  if (failed.kind === 'internal')
    exchange.host.log.error(
      {
        err: error instanceof Failure ? (error.cause ?? error) : error,
        requestId: exchange.requestId,
        traceId: exchange.trace.traceId,
        route: exchange.route,
      },
      'a request failed in the host',
    )
  refuse(exchange, failed)
}

/** The first answer wins: a later one, such as that of a handler whose deadline has passed, is dropped. */
export function answer(
  exchange: Exchange,
  status: number,
  headers: readonly string[],
  body: string | Uint8Array | undefined,
): void {
  const { response } = exchange
  if (exchange.answered || response.destroyed) return
  // A handler that writes its answer itself failed in the middle of it.
  if (response.headersSent) {
    response.destroy()
    return
  }
  const all = [...exchange.base, ...exchange.headers, ...headers]
  if (body !== undefined) all.push('content-length', String(Buffer.byteLength(body)))
  begin(exchange, status, all)
  response.end(body)
}

/** Sends the head of an answer. `headers` are all of its headers. */
export function begin(exchange: Exchange, status: number, headers: string[]): void {
  if (exchange.host.draining) exchange.response.shouldKeepAlive = false
  exchange.response.writeHead(status, headers)
  exchange.answered = true
}

function negotiated(exchange: Exchange): Encoding | undefined {
  exchange.append('vary', 'accept-encoding')
  return encodingFor(exchange.header('accept-encoding'))
}

/** Bytes, about; below it the headers and the work outweigh what is saved. */
const WORTH_COMPRESSING = 1024
