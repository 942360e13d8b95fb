import { connect, type Socket } from 'node:net'

export interface WireAnswer {
  readonly status: number
  readonly body: string
}

/**
 * HTTP/1.1 over kept connections, one request at a time on each; who finds none free waits for one. It knows only what our
 * own server sends, answers with a length: a client that costs little leaves the machine to what is measured.
 */
export class WireClient {
  readonly #host: string
  readonly #port: number
  readonly #most: number
  readonly #idle: Connection[] = []
  readonly #all = new Set<Connection>()
  readonly #waiting: ((connection: Connection) => void)[] = []

  constructor(baseUrl: string, connections: number) {
    const { hostname, port } = new URL(baseUrl)
    this.#host = hostname
    this.#port = Number(port)
    this.#most = connections
  }

  /** `patience` in milliseconds from its sending, after which the connection is cut. */
  async request(head: string, body: string, patience: number): Promise<WireAnswer> {
    const connection = this.#idle.pop() ?? (this.#all.size < this.#most ? this.#open() : await this.#free())
    return connection.send(`${head}\r\nhost: ${this.#host}:${this.#port}\r\n\r\n${body}`, patience)
  }

  close(): void {
    for (const { socket } of this.#all) socket.destroy()
  }

  #free(): Promise<Connection> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #open(): Connection {
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true })
    const connection: Connection = new Connection(socket, () => {
      const next = this.#waiting.shift()
      if (next) next(connection)
      else this.#idle.push(connection)
    })
    this.#all.add(connection)
    socket.once('close', () => {
      this.#all.delete(connection)
      const at = this.#idle.indexOf(connection)
      if (at >= 0) this.#idle.splice(at, 1)
      if (this.#waiting.length > 0) this.#waiting.shift()?.(this.#open())
    })
    return connection
  }
}

class Connection {
  readonly socket: Socket
  readonly #free: () => void
  #waiting: { resolve: (answer: WireAnswer) => void; reject: (error: Error) => void } | undefined
  #received: Buffer = EMPTY
  #cutAt: NodeJS.Timeout | undefined

  constructor(socket: Socket, free: () => void) {
    this.socket = socket
    this.#free = free
    socket.on('data', (chunk) => this.#read(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('closed')))
  }

  send(text: string, patience: number): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#cutAt = setTimeout(() => this.socket.destroy(new Error('no answer')), patience)
      this.socket.write(text)
    })
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end).toLowerCase()
    const at = head.indexOf('\r\ncontent-length: ')
    const length = at < 0 ? 0 : Number.parseInt(head.slice(at + 18, at + 30), 10)
    if (this.#received.length < end + 4 + length) return
    const body = this.#received.toString('utf8', end + 4, end + 4 + length)
    this.#received = EMPTY
    clearTimeout(this.#cutAt)
    const waiting = this.#waiting
    this.#waiting = undefined
    if (head.includes('\r\nconnection: close')) this.socket.destroy()
    else this.#free()
    waiting?.resolve({ status: Number.parseInt(head.slice(9, 12), 10), body })
  }

  #fail(error: Error): void {
    clearTimeout(this.#cutAt)
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }
}

const EMPTY = Buffer.alloc(0)
