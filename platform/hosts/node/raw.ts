import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Exchange } from './exchange.ts'

/** A handler that writes its answer itself. Request id and security headers are set already; it may override them. */
export type RawHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** Rejects with what the handler throws. */
export async function serveRaw(exchange: Exchange, handler: RawHandler): Promise<void> {
  const { base, host, response } = exchange
  const headers = [...base, ...exchange.headers]
  for (let at = 0; at < headers.length; at += 2) response.setHeader(headers[at] as string, headers[at + 1] as string)
  if (host.draining) response.shouldKeepAlive = false
  await handler(exchange.request, response)
  exchange.answered = true
}
