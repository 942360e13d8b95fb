import { type IncomingHttpHeaders, request } from 'node:http'
import { connect, type Socket } from 'node:net'

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly bytes: Buffer
  /** The body as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into any answer.
  json(): any
}

export interface Asked {
  readonly method?: string
  readonly headers?: Record<string, string | string[]>
  readonly body?: string | Buffer | object
}

/** One request on a connection of its own. An object as body is sent as JSON. */
export function ask(port: number, path: string, { method, headers = {}, body }: Asked = {}): Promise<Answered> {
  const json = typeof body === 'object' && !Buffer.isBuffer(body)
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        path,
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        agent: false,
        headers: { ...(json && { 'content-type': 'application/json' }), ...headers },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          const text = bytes.toString()
          resolve({
            status: response.statusCode as number,
            headers: response.headers,
            text,
            bytes,
            json: () => JSON.parse(text),
          })
        })
      },
    )
    sent.on('error', reject)
    sent.end(json ? JSON.stringify(body) : body)
  })
}

/** A connection that sends what it is told to, HTTP or not. */
export class RawClient {
  readonly socket: Socket
  received = ''
  closed = false
  #check: (() => void) | undefined

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.setNoDelay(true)
    this.socket.on('data', (chunk) => {
      this.received += chunk.toString('latin1')
      this.#check?.()
    })
    this.socket.on('error', () => undefined)
    this.socket.on('close', () => {
      this.closed = true
      this.#check?.()
    })
  }

  send(text: string): this {
    this.socket.write(text, 'latin1')
    return this
  }

  /** Resolves to everything received once it contains `text`; rejects when the connection closes before. */
  until(text: string | RegExp): Promise<string> {
    return this.#when(
      () => (typeof text === 'string' ? this.received.includes(text) : text.test(this.received)),
      () => new Error(`closed without ${text}, after ${JSON.stringify(this.received)}`),
    )
  }

  /** Resolves to everything received once the connection is closed. */
  end(): Promise<string> {
    return this.#when(() => this.closed)
  }

  close(): void {
    this.socket.destroy()
  }

  #when(reached: () => boolean, closed?: () => Error): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#check = () => {
        if (reached()) resolve(this.received)
        else if (this.closed && closed) reject(closed())
      }
      this.#check()
    })
  }
}
