import { PassThrough } from 'node:stream'
import { type Dispatcher, Pool } from 'undici'
import { failure } from '../contract/index.ts'
import { answer, refuse } from '../hosts/node/answer.ts'
import type { Exchange } from '../hosts/node/exchange.ts'
import { late } from '../resilience/index.ts'
import { formatTraceparent } from '../service/traceparent.ts'
import type { Client } from './client-address.ts'
import { DOWN_PAGE_HEADERS, downPage } from './down-page.ts'
import { forwardedHeaders } from './forwarded.ts'
import { prefersHtml } from './navigation.ts'
import { Relay } from './relay.ts'
import type { WebOptions } from './types.ts'

/** Everything that is not the contracts' goes to the web process, which may be elsewhere after a restart. */
export class WebProxy {
  readonly #where: () => string | undefined
  #pool: Pool | undefined
  #origin: string | undefined

  constructor({ origin }: WebOptions) {
    this.#where = typeof origin === 'string' ? () => origin : origin
  }

  serve(exchange: Exchange, client: Client): void {
    exchange.route = '(web)'
    this.#send(exchange, client, exchange.request.method === 'GET' || exchange.request.method === 'HEAD')
  }

  /** `http://host:port` of the web process now. */
  get origin(): string | undefined {
    return this.#where()
  }

  async close(): Promise<void> {
    await this.#pool?.destroy()
  }

  #send(exchange: Exchange, client: Client, mayRepeat: boolean): void {
    const { request, requestId, trace } = exchange
    const pool = this.#current()
    if (!pool) {
      unreachable(exchange, undefined)
      return
    }
    const hasBody =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
    const relay = new Relay(exchange, (error) => {
      if (exchange.response.destroyed) return
      // A kept connection that the web closed just now, or a web that was started again: once more, if that does no harm.
      if (mayRepeat && !hasBody) this.#send(exchange, client, false)
      else unreachable(exchange, error)
    })
    try {
      pool.dispatch(
        {
          // A method that undici does not list is one that was refused before.
          method: request.method as Dispatcher.HttpMethod,
          path: request.url as string,
          headers: forwardedHeaders(request, client, { requestId, traceparent: formatTraceparent(trace) }),
          // undici destroys a body that it could not send; the request itself must live to be answered.
          body: hasBody ? request.pipe(new PassThrough()) : null,
        },
        relay,
      )
    } catch (error) {
      refuse(exchange, failure('invalid', { detail: 'This request cannot be passed on.', cause: error }))
    }
  }

  #current(): Pool | undefined {
    const origin = this.#where()
    if (origin !== this.#origin) {
      this.#pool?.destroy()
      this.#pool = origin === undefined ? undefined : new Pool(origin, POOL)
      this.#origin = origin
    }
    return this.#pool
  }
}

/** Connections enough for the slow pages of many visitors; a page may be silent for long while it streams. */
const POOL: Pool.Options = { connections: 256, pipelining: 1, headersTimeout: 60_000, bodyTimeout: 0 }
/** Milliseconds after which trying again makes sense: the web starts in about two seconds. */
const RETRY_AFTER = 3_000

function unreachable(exchange: Exchange, error: Error | undefined): void {
  const { host, request, requestId, route, trace } = exchange
  host.log.warn({ err: error, requestId, traceId: trace.traceId, route }, 'the web process does not answer')
  const slow = error && 'code' in error && error.code === 'UND_ERR_HEADERS_TIMEOUT'
  exchange.failure = slow
    ? late()
    : failure('unavailable', {
        detail: 'The web application is being started.',
        retryAfter: RETRY_AFTER,
        cause: error,
      })
  if (slow || request.method !== 'GET' || !prefersHtml(request.headers.accept)) refuse(exchange, exchange.failure)
  else answer(exchange, 503, ['retry-after', String(RETRY_AFTER / 1000), ...DOWN_PAGE_HEADERS], downPage)
}
