import { EventEmitter } from 'node:events'
import type pg from 'pg'
import { OWNER, type Query } from './backends.ts'
import type { Process } from './process.ts'
import type { Connection, Server } from './server.ts'

type Given = string | { readonly text: string; readonly name?: string; readonly values?: readonly unknown[] }

/** Stands for a `pg.Pool` of one simulated process. */
export class SimulatedPool {
  readonly options = {}
  readonly #server: Server
  readonly #process: Process
  readonly #name: string
  readonly #free: Connection[] = []
  readonly #max: number
  readonly #queue: ((client: SimulatedClient) => void)[] = []
  #open = 0

  constructor(server: Server, process: Process, name: string, max: number) {
    this.#server = server
    this.#process = process
    this.#name = name
    this.#max = max
  }

  /** As those who use it know it. It has what the platform and Kysely call, and nothing else. */
  get asPool(): pg.Pool {
    return this as unknown as pg.Pool
  }

  query(given: Given, values?: readonly unknown[]): Promise<pg.QueryResult> {
    return this.#server.query(this.#process, this.#name, undefined, queryOf(given, values))
  }

  connect(): Promise<SimulatedClient> {
    const connection = this.#free.pop()
    if (connection) return Promise.resolve(this.#client(connection))
    if (this.#open < this.#max) return Promise.resolve(this.#client(this.#connection()))
    return new Promise((resolve) => this.#queue.push(resolve))
  }

  async end(): Promise<void> {}

  #connection(): Connection {
    this.#open++
    const connection: Connection = {
      process: this.#process,
      pool: this.#name,
      backend: undefined,
      closed: false,
      deferred: [],
    }
    this.#process.onDeath(() => this.#server.close(connection))
    return connection
  }

  #client(connection: Connection): SimulatedClient {
    return {
      query: (given, values) => {
        if (connection.closed) return Promise.reject(new Error('Client was closed and is not queryable'))
        return this.#server.query(this.#process, this.#name, connection, queryOf(given, values))
      },
      release: (broken) => this.#release(connection, Boolean(broken)),
    }
  }

  #release(connection: Connection, broken: boolean): void {
    if (broken) this.#server.close(connection)
    const usable = connection.closed ? undefined : connection
    if (!usable) this.#open--
    const next = this.#queue.shift()
    if (next) next(this.#client(usable ?? this.#connection()))
    else if (usable) this.#free.push(usable)
  }
}

interface SimulatedClient {
  query(given: Given, values?: readonly unknown[]): Promise<pg.QueryResult>
  release(broken?: unknown): void
}

/** Stands for the connection that listens for wake-ups. */
export function simulatedListener(server: Server, process: Process): pg.Client {
  const events = new EventEmitter()
  const listener = {
    process,
    hear: (payload: string) => events.emit('notification', { payload }),
    cut: () => events.emit('error', new Error('Connection terminated unexpectedly')),
  }
  const client = Object.assign(events, {
    query: async (text: string) => {
      await server.query(process, OWNER, undefined, { label: 'listen', text, values: [] })
      if (text.startsWith('listen')) server.listeners.add(listener)
    },
    end: async () => {
      server.listeners.remove(listener)
      events.emit('end')
    },
  })
  return client as unknown as pg.Client
}

function queryOf(given: Given, more: readonly unknown[] = []): Query {
  const { text, name, values = more } = typeof given === 'string' ? { text: given } : given
  return { label: name?.replace('banyan-', '') ?? labelOf(text), text, values }
}

/** What a statement that has no name is about. */
function labelOf(text: string): string {
  let label = labels.get(text)
  if (label === undefined) {
    const words = /\b(insert into|update|delete from|from)\s+"?([\w."]+)/.exec(text)
    label = words ? `${words[1] === 'from' ? 'select' : words[1]} ${words[2]?.replaceAll('"', '')}` : text.slice(0, 20)
    labels.set(text, label)
  }
  return label
}
const labels = new Map<string, string>()
