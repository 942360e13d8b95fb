import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach } from 'vitest'

export const WEB_KEY = 'the-key-of-the-web'

const open: FakeWeb[] = []
afterEach(async () => {
  for (const web of open.splice(0)) await web.stop()
})

/** A web process: answers as it is told, and remembers what it was asked. */
export class FakeWeb {
  readonly requests: IncomingMessage[] = []
  readonly server: Server
  readonly #sockets = new Set<Socket>()
  port = 0

  constructor(handle: (request: IncomingMessage, response: ServerResponse) => void) {
    this.server = createServer((request, response) => {
      this.requests.push(request)
      handle(request, response)
    })
    this.server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    open.push(this)
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve))
    this.port = (this.server.address() as AddressInfo).port
    return this
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }
}

/** A web that answers every request with a page. */
export const pages = () =>
  new FakeWeb((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<h1>${request.method} ${request.url}</h1>`)
  }).listen()
