import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { clientConfig, parseAddress } from '../../store/connection.ts'
import { roleOf } from '../../store/service-schema.ts'

export interface Query {
  /** For the trace. */
  readonly label: string
  readonly text: string
  readonly values: readonly unknown[]
}

export type Answer = { readonly result: pg.QueryResult } | { readonly error: Error }

/** A real connection, lent to one simulated connection or statement after the other. */
export interface Backend {
  readonly pool: string
  readonly client: pg.Client
  readonly pid: number
}

/** The platform's own pool; any other is named by its service. */
export const OWNER = 'banyan'

/**
 * Real connections to a real server, used one statement at a time. A statement that has to wait for a lock is told apart
 * from one that is only slow by asking the server, so what happens does not depend on how fast the server is.
 */
export class Backends {
  readonly #url: string
  readonly #free = new Map<string, Backend[]>()
  readonly #all: pg.Client[] = []
  readonly #names = new Map<string, string>()
  #monitor: pg.Client | undefined
  /** Those inside a transaction: others may have to wait for them. */
  readonly #open = new Set<Backend>()
  #waiting: Waiting[] = []

  constructor(url: string) {
    this.#url = url
  }

  async take(pool: string): Promise<Backend> {
    const free = this.#free.get(pool)?.pop()
    if (free) return free
    const settings = pool === OWNER ? {} : { role: roleOf(pool), search_path: pool }
    const client = await this.#connect(settings)
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return { pool, client, pid: rows[0]?.pid ?? 0 }
  }

  give(backend: Backend): void {
    const free = this.#free.get(backend.pool)
    if (free) free.push(backend)
    else this.#free.set(backend.pool, [backend])
  }

  async begin(backend: Backend): Promise<Answer> {
    this.#open.add(backend)
    return ask(backend.client.query('begin'))
  }

  /** Commits or rolls back. Whoever waited for this and has its answer now is told, in the order of their coming. */
  async end(backend: Backend, text: 'commit' | 'rollback'): Promise<Answer> {
    const answer = await ask(backend.client.query(text))
    this.#open.delete(backend)
    if (this.#waiting.length > 0) await this.#awaken()
    return answer
  }

  /** The answer; or undefined when it has to wait for a lock, and `later` hears the answer. */
  async run(backend: Backend, query: Query, later: (answer: Answer) => void): Promise<Answer | undefined> {
    const mayYield = this.#waiting.length > 0 && this.#open.has(backend)
    if (mayYield) await backend.client.query('savepoint waiting')
    const asked = ask(backend.client.query(this.#prepared(query)))
    if (this.#open.size === (this.#open.has(backend) ? 1 : 0) && this.#waiting.length === 0) return asked
    let answer: Answer | undefined
    const answered = asked.then((given) => {
      answer = given
    })
    for (;;) {
      await Promise.race([answered, pause(PATIENCE_MS)])
      if (answer) return answer
      const by = (await this.#blockers([backend])).get(backend.pid) ?? []
      if (by.length === 0) continue
      if (await this.#isDeadlock(backend)) {
        const error = await this.#cancel(backend, asked)
        return { error: Object.assign(error, { code: '40P01', message: 'deadlock detected' }) }
      }
      if (this.#waiting.some((waiting) => waiting.asked)) {
        await this.#cancel(backend, asked)
        if (mayYield) await backend.client.query('rollback to savepoint waiting')
        this.#waiting.push({ backend, query, by, later, asked: undefined })
      } else this.#waiting.push({ backend, query, by, later, asked })
      return undefined
    }
  }

  /** Whether it waits for a lock. */
  waits(backend: Backend): boolean {
    return this.#waiting.some((waiting) => waiting.backend === backend)
  }

  /** Rolls back whatever is open, once nobody uses it any more. */
  async reset(): Promise<void> {
    for (;;) {
      const backend = [...this.#open].find((open) => !this.waits(open))
      if (!backend) break
      await this.end(backend, 'rollback')
      this.give(backend)
    }
    if (this.#open.size + this.#waiting.length > 0) throw new Error('a connection waits for a lock that nobody holds')
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((client) => client.end()))
  }

  /** One of the engine's many statements, planned once per connection. */
  #prepared({ text, values }: Pick<Query, 'text' | 'values'>): pg.QueryConfig {
    let name = this.#names.get(text)
    if (name === undefined) {
      name = `s${this.#names.size}`
      this.#names.set(text, name)
    }
    return { name, text, values: [...values] }
  }

  /**
   * Only one statement waits at the server: which of several goes first there, chance decides. The others are asked
   * again, in the order of their coming.
   */
  async #awaken(): Promise<void> {
    const before = this.#waiting
    this.#waiting = before.filter(({ asked }) => asked)
    for (const waiting of this.#waiting) {
      const answer = await this.#outcome(waiting)
      if (!answer) continue
      this.#waiting = []
      waiting.later(answer)
    }
    for (const { asked, backend, query, later } of before) {
      if (asked) continue
      const answer = await this.run(backend, query, later)
      if (answer) later(answer)
    }
  }

  /** The answer of a statement that waited; undefined when it still does. */
  async #outcome({ backend, asked }: Waiting): Promise<Answer | undefined> {
    let answer: Answer | undefined
    void asked?.then((given) => {
      answer = given
    })
    for (;;) {
      await pause(0)
      if (answer) return answer
      const blockers = await this.#blockers([backend])
      if (!answer && blockers.get(backend.pid)?.length) return undefined
    }
  }

  async #blockers(backends: readonly Backend[]): Promise<ReadonlyMap<number, readonly number[]>> {
    this.#monitor ??= await this.#connect({})
    const { rows } = await this.#monitor.query<{ pid: number; by: number[] }>({
      name: 'blockers',
      text: 'select pid, pg_blocking_pids(pid) as by from unnest($1::int[]) as pid',
      values: [backends.map(({ pid }) => pid)],
    })
    return new Map(rows.map(({ pid, by }) => [pid, by]))
  }

  /** Whether it waits, in the end, for itself. */
  async #isDeadlock(backend: Backend): Promise<boolean> {
    const blockers = new Map(await this.#blockers([backend, ...this.#waiting.map((waiting) => waiting.backend)]))
    for (const waiting of this.#waiting) if (!waiting.asked) blockers.set(waiting.backend.pid, waiting.by)
    const seen = new Set<number>()
    const open = [...(blockers.get(backend.pid) ?? [])]
    for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
      if (pid === backend.pid) return true
      if (seen.has(pid)) continue
      seen.add(pid)
      open.push(...(blockers.get(pid) ?? []))
    }
    return false
  }

  async #cancel({ pid }: Backend, asked: Promise<Answer>): Promise<Error> {
    await this.#monitor?.query('select pg_cancel_backend($1)', [pid])
    const answer = await asked
    if ('error' in answer) return answer.error
    throw new Error('a statement that waited for a lock was answered before the lock was free')
  }

  async #connect(settings: Readonly<Record<string, string>>): Promise<pg.Client> {
    const client = new pg.Client(clientConfig(parseAddress(this.#url), { ...SETTINGS, ...settings }))
    await client.connect()
    this.#all.push(client)
    return client
  }
}

interface Waiting {
  readonly backend: Backend
  readonly query: Query
  /** Who held the lock. */
  readonly by: readonly number[]
  /** Of the one that waits at the server. */
  readonly asked: Promise<Answer> | undefined
  readonly later: (answer: Answer) => void
}

/** Milliseconds of the machine's time after which it is worth asking whether a statement waits for a lock. */
const PATIENCE_MS = 1

const SETTINGS = { deadlock_timeout: '1h', jit: 'off', plan_cache_mode: 'force_generic_plan' }

const ask = (answer: Promise<pg.QueryResult>): Promise<Answer> =>
  answer.then(
    (result) => ({ result }),
    (error: Error) => ({ error }),
  )
