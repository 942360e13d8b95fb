import type { IncomingHttpHeaders } from 'node:http'
import type { Transform } from 'node:stream'
import type { Dispatcher } from 'undici'
import { begin } from '../hosts/node/answer.ts'
import { compressible, compressor, type Encoding, encodingFor } from '../hosts/node/compression.ts'
import type { Exchange } from '../hosts/node/exchange.ts'
import { HOP_BY_HOP } from './forwarded.ts'

/** Passes one answer of the web on as it comes, and no faster than the client takes it. */
export class Relay implements Dispatcher.DispatchHandler {
  readonly #exchange: Exchange
  readonly #failed: (error: Error) => void
  #controller: Dispatcher.DispatchController | undefined
  #compressor: Transform | undefined

  /** `failed` is called when no answer came. */
  constructor(exchange: Exchange, failed: (error: Error) => void) {
    this.#exchange = exchange
    this.#failed = failed
    exchange.onEnd = (gone) => {
      if (gone) this.#controller?.abort(new Error('the client went away'))
      // What the web did not want of the body must go, for the next request on the connection to be read.
      else exchange.request.unpipe().resume()
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#exchange.response.destroyed) controller.abort(new Error('the client went away'))
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // An informational answer goes before the real one.
    if (status < 200) return
    const { response } = this.#exchange
    const encoding = encodingOf(this.#exchange, headers)
    begin(this.#exchange, status, answerHeaders(this.#exchange, headers, encoding))
    // Without this, a page that comes in pieces is held back until its first piece.
    if (headers['content-length'] === undefined) response.flushHeaders()
    const resume = () => controller.resume()
    if (!encoding) response.on('drain', resume)
    else {
      this.#compressor = compressor(encoding)
      this.#compressor.on('drain', resume).on('error', (error) => response.destroy(error))
      this.#compressor.pipe(response)
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!(this.#compressor ?? this.#exchange.response).write(chunk)) controller.pause()
  }

  onResponseEnd(): void {
    ;(this.#compressor ?? this.#exchange.response).end()
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // An answer that broke off must not look complete.
    if (this.#exchange.answered) this.#exchange.response.destroy()
    else this.#failed(error)
  }
}

function encodingOf(exchange: Exchange, headers: IncomingHttpHeaders): Encoding | undefined {
  if (exchange.request.method === 'HEAD' || headers['content-encoding'] !== undefined) return undefined
  if (!compressible(headers['content-type'] ?? '') || headers['content-range'] !== undefined) return undefined
  if (headers['cache-control']?.includes('no-transform') || Number(headers['content-length'] ?? SMALL) < SMALL)
    return undefined
  exchange.append('vary', 'accept-encoding')
  return encodingFor(exchange.header('accept-encoding'))
}

const SMALL = 1024

/** The web's headers, and ours where it has none of the name. */
function answerHeaders(exchange: Exchange, headers: IncomingHttpHeaders, encoding: Encoding | undefined): string[] {
  const sent: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || HOP_BY_HOP.has(name) || OURS.has(name)) continue
    if (typeof value !== 'string') for (const item of value) sent.push(name, item)
    else if (!encoding || name !== 'content-length') sent.push(name, encoding && name === 'etag' ? weak(value) : value)
  }
  if (encoding) sent.push('content-encoding', encoding)
  for (const list of [exchange.base, exchange.headers])
    for (let at = 0; at < list.length; at += 2) {
      const [name, value] = [list[at] as string, list[at + 1] as string]
      if (name === 'vary' || headers[name] === undefined || OURS.has(name)) sent.push(name, value)
    }
  return sent
}

/** A strong tag names the bytes, and compression changes them. */
const weak = (tag: string): string => (tag.startsWith('W/') ? tag : `W/${tag}`)

const OURS: ReadonlySet<string> = new Set(['x-powered-by', 'x-request-id', 'traceparent', 'x-auth-status'])
