import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { portError } from '../../config/index.ts'
import { Acceptors, canShare, nobodyListens } from './acceptors.ts'
import type { Exchange, Host } from './exchange.ts'

export interface Handlers {
  readonly request: (request: IncomingMessage, response: ServerResponse) => void
  /** Takes over the connection of a WebSocket. Without it such a request is handled like any other. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

/** A `node:http` server that is not patient with slow clients and that can stop without cutting anyone off. */
export class HttpServer {
  readonly #host: Host
  readonly #server: Server
  readonly #acceptors: Acceptors
  readonly #sockets = new Set<Socket>()

  constructor(host: Host, { request, upgrade }: Handlers) {
    const { settings } = host
    this.#host = host
    const options: Options = {
      headersTimeout: settings.headersTimeout,
      requestTimeout: settings.requestTimeout,
      keepAliveTimeout: settings.keepAliveTimeout,
      connectionsCheckingInterval: settings.checkInterval,
      maxHeaderSize: settings.maxHeaderSize,
      shouldUpgradeCallback: ({ headers }) => upgrade !== undefined && headers.upgrade?.toLowerCase() === 'websocket',
      optimizeEmptyRequests: true,
    }
    this.#server = createServer(options, request)
    this.#server.timeout = settings.idleTimeout
    this.#server.maxRequestsPerSocket = settings.maxRequestsPerConnection
    this.#server.maxConnections = settings.maxConnections
    this.#server.on('clientError', (error, socket) => refuseMalformed(error, socket, host.inFlight))
    if (upgrade) this.#server.on('upgrade', upgrade)
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    this.#acceptors = new Acceptors(
      (socket) => {
        if (this.#sockets.size >= settings.maxConnections) socket.destroy()
        else this.#server.emit('connection', socket)
      },
      (error) => this.#broken(error),
    )
  }

  get connections(): number {
    return this.#sockets.size
  }

  /** `setting` is what an operator changes when the port is taken, e.g. `PORT`. */
  async listen(port: number, host: string | undefined, setting: string): Promise<{ readonly port: number }> {
    try {
      const share = await canShare()
      if (share) await nobodyListens(port, host)
      const listens = await this.#listen(port, host, share)
      if (share) await this.#acceptors.listen(listens, host)
      return { port: listens }
    } catch (error) {
      throw portError(error as NodeJS.ErrnoException, port, setting)
    }
  }

  #listen(port: number, host: string | undefined, share: boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen({ port, reusePort: share, ...(host !== undefined && { host }) }, () => {
        this.#server.off('error', reject)
        this.#server.on('error', (error) => this.#broken(error))
        // Only a server on a pipe has an address of another form.
        resolve((this.#server.address() as AddressInfo).port)
      })
    })
  }

  #broken(error: Error): void {
    this.#host.log.error({ err: error }, 'the server cannot accept connections')
  }

  /** Stops accepting, ends streams, lets other requests finish for at most `ms`, then closes what is left. */
  drain(ms: number): Promise<void> {
    const { clock, inFlight } = this.#host
    this.#host.draining = true
    return new Promise((resolve) => {
      const stop = clock.timer(ms, () => {
        for (const socket of this.#sockets) socket.destroy()
      })
      const closed = new Promise((closed) => this.#server.close(closed))
      void Promise.all([closed, this.#acceptors.close()]).then(() => {
        stop()
        resolve()
      })
      // Node closes connections that are idle after a request, but not those that have sent nothing yet.
      for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy()
      for (const exchange of inFlight) {
        exchange.response.shouldKeepAlive = false
        // One whose head is sent has promised to keep the connection.
        exchange.response.once('close', () => this.#server.closeIdleConnections())
        exchange.cut?.()
      }
    })
  }
}

/** Spares requests without a body the life of a stream: a tenth of the time that Node needs for one. Not in its types yet. */
interface Options extends ServerOptions {
  readonly optimizeEmptyRequests: true
}

/** Answers what is not HTTP, unless an answer is under way on the same connection. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex, inFlight: Iterable<Exchange>): void {
  for (const { request, response } of inFlight)
    if (request.socket === socket && response.headersSent) {
      socket.destroy()
      return
    }
  if (!socket.writable || error.code === 'ECONNRESET') socket.destroy()
  else
    socket.end(
      `HTTP/1.1 ${STATUS_LINES[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      () => socket.destroy(),
    )
}

const STATUS_LINES: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}
