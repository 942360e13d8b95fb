import type pg from 'pg'
import type { Answer } from './answers.ts'
import type { Backend, Backends, Query } from './backends.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import { Listeners } from './listeners.ts'
import type { Process } from './process.ts'
import type { Sabotage } from './sabotage.ts'
import type { Scheduler } from './scheduler.ts'

/** A simulated connection of a process, which can be lost; at its other end a transaction may be open. */
export interface Connection {
  readonly process: Process
  readonly pool: string
  backend: Backend | undefined
  closed: boolean
  /** Statements that a planted bug puts off until the commit. */
  deferred: Query[]
}

interface ServerOptions {
  readonly backends: Backends
  readonly scheduler: Scheduler
  readonly chance: Chance
  readonly sabotage: Sabotage | undefined
  /** What goes wrong at this moment. */
  readonly faults: () => Faults
}

/** The database as the world's processes see it: a real one, at the end of a network that the scheduler owns. */
export class Server {
  readonly listeners: Listeners
  /** What is to be looked at after a statement that gave rows, by its label. */
  readonly looks = new Map<string, () => Promise<void>>()
  readonly #options: ServerOptions
  readonly #sql: (text: string) => string
  #busy = 0
  /** Whether an answer got lost. */
  harmed = false

  constructor(options: ServerOptions) {
    this.#options = options
    this.listeners = new Listeners(options)
    const { sql } = options.sabotage ?? {}
    const known = new Map<string, string>()
    this.#sql = (text) => {
      if (!sql) return text
      const changed = known.get(text) ?? sql(text)
      known.set(text, changed)
      return changed
    }
  }

  /** Statements on their way, at the server, or waiting for a lock. */
  get busy(): number {
    return this.#busy
  }

  /** A statement on a connection, or on its own through one of a pool. */
  query(process: Process, pool: string, on: Connection | undefined, query: Query): Promise<pg.QueryResult> {
    const { chance, faults, scheduler } = this.#options
    const now = faults()
    const { label } = query
    const cut = chance.next()
    const delay = () => chance.between(0.2, 2) + (chance.happens(now.slow) ? chance.between(0, now.slowest) : 0)
    const [there, back] = [delay(), delay()]
    // What was on its way when its process died may arrive or not.
    const sent = chance.happens(0.5)
    return new Promise((resolve, reject) => {
      this.#busy++
      const broken = () => {
        this.harmed = true
        if (on) void this.close(on)
        reject(new Error('Connection terminated unexpectedly'))
      }
      const answered = (answer: Answer) => {
        this.#busy--
        scheduler.after(back, process, `<- ${label}`, () => {
          if (on?.closed || (cut > 0.5 && cut < 0.5 + now.cutAfter)) broken()
          else if ('error' in answer) reject(answer.error)
          else resolve(answer.result)
        })
      }
      scheduler.after(there, undefined, `${process.name} -> ${label}`, async () => {
        if ((process.dead && !sent) || on?.closed || cut < now.cutBefore) {
          this.#busy--
          if (!process.dead) scheduler.after(back, process, `lost ${label}`, broken)
          return
        }
        const answer = await this.#execute(process, pool, on, query, answered)
        if (answer) answered(answer)
      })
    })
  }

  /** The connection ends, and with it what it had begun. Its locks go a moment later. */
  close(connection: Connection): void {
    if (connection.closed) return
    connection.closed = true
    const { chance, scheduler } = this.#options
    scheduler.after(chance.between(0, 3), undefined, `${connection.process.name} connection closed`, () =>
      this.#abandon(connection),
    )
  }

  async #abandon(connection: Connection): Promise<void> {
    const { backend } = connection
    // The server notices when it has done what it is doing.
    if (!backend || this.#options.backends.waits(backend)) return
    connection.backend = undefined
    await this.#options.backends.end(backend, 'rollback')
    this.#options.backends.give(backend)
  }

  async #execute(
    process: Process,
    pool: string,
    on: Connection | undefined,
    given: Query,
    later: (answer: Answer) => void,
  ): Promise<Answer | undefined> {
    const { backends, sabotage, scheduler } = this.#options
    scheduler.detail(JSON.stringify(given.values))
    if (on && given.text === 'begin') {
      on.backend = await backends.take(pool)
      return backends.begin(on.backend)
    }
    if (on?.backend && (given.text === 'commit' || given.text === 'rollback')) return this.#end(on, given.text)
    if (given.text.includes('pg_notify(')) this.listeners.notify(String(given.values[1]))
    if (given.text.includes('pg_notify(') || given.text.startsWith('listen')) return { result: result([]) }
    const query = { ...given, text: this.#sql(given.text) }
    const fate = (on?.backend ? sabotage?.within : sabotage?.alone)?.(given) ?? 'done'
    if (typeof fate === 'object') {
      if (fate.later) this.#later(process, pool, query)
      return { result: result(fate.rows) }
    }
    if (fate === 'deferred' && on) {
      on.deferred.push(query)
      return { result: result([{}]) }
    }
    const answer = await this.#run(process, pool, fate === 'apart' ? undefined : on, query, later)
    if (fate === 'lenient' && answer && 'result' in answer && answer.result.rows.length === 0) answer.result.rows = [{}]
    return answer
  }

  /** A planted bug puts it off, and a crash forgets it. */
  #later(process: Process, pool: string, query: Query): void {
    const { chance, scheduler } = this.#options
    scheduler.after(chance.between(1, 20), process, `later ${query.label}`, () =>
      scheduler.after(0, undefined, `${process.name} -> late ${query.label}`, () =>
        this.#run(process, pool, undefined, query, () => undefined),
      ),
    )
  }

  async #run(
    process: Process,
    pool: string,
    on: Connection | undefined,
    query: Query,
    later: (answer: Answer) => void,
  ): Promise<Answer | undefined> {
    const { backends, scheduler } = this.#options
    const backend = on?.backend ?? (await backends.take(pool))
    const done = (answer: Answer): Answer => {
      if (backend !== on?.backend) backends.give(backend)
      const look = this.looks.get(query.label)
      if (look && 'result' in answer && answer.result.rows.length > 0) scheduler.after(0, undefined, 'looks', look)
      return this.#arranged(query.text, answer)
    }
    const answer = await backends.run(backend, query, (answer) => {
      scheduler.note(process.name, `has the lock: ${query.label}`)
      later(done(answer))
      // Its connection was lost while it waited.
      if (on?.closed) scheduler.after(0, undefined, `${process.name} connection closed`, () => this.#abandon(on))
    })
    if (!answer) scheduler.note(process.name, `waits for a lock: ${query.label}`)
    return answer && done(answer)
  }

  async #end(on: Connection, text: 'commit' | 'rollback'): Promise<Answer> {
    const { backends } = this.#options
    const { backend, deferred } = on
    if (!backend) throw new Error('no transaction to end')
    on.backend = undefined
    const answer = await backends.end(backend, text)
    if (text === 'commit') for (const query of deferred) this.#later(on.process, on.pool, query)
    on.deferred = []
    backends.give(backend)
    return answer
  }

  /** SQL promises no order where none is asked for: here it is another one in each world, and the same in each replay. */
  #arranged(text: string, answer: Answer): Answer {
    if ('error' in answer) {
      this.#options.scheduler.detail(answer.error.message)
      return answer
    }
    const { rows } = answer.result
    if (rows.length > 1 && !/order by [^()]*$/i.test(text)) {
      const sorted = rows.map((row) => ({ row, key: JSON.stringify(row) })).sort((a, b) => (a.key < b.key ? -1 : 1))
      answer.result.rows = this.#options.chance.shuffle(sorted.map(({ row }) => row))
    }
    this.#options.scheduler.detail(`${answer.result.rowCount} ${JSON.stringify(answer.result.rows)}`)
    return answer
  }
}

const result = (rows: readonly object[]): pg.QueryResult =>
  ({ command: 'SELECT', rowCount: rows.length, rows: [...rows], oid: 0, fields: [] }) as pg.QueryResult
