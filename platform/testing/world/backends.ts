import { roleOf } from '../../store/service-schema.ts'
import type { Answer } from './answers.ts'
import { Wire } from './wire.ts'

export interface Query {
  /** For the trace. */
  readonly label: string
  readonly text: string
  readonly values: readonly unknown[]
}

/** A real connection, lent to one simulated connection or statement after the other. */
export interface Backend {
  readonly pool: string
  readonly wire: Wire
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
  readonly #all: Wire[] = []
  #monitor: Wire | undefined
  /** Those inside a transaction that has done something: others may have to wait for them. */
  readonly #open = new Set<Backend>()
  /** Those whose transaction begins with its first statement, on the same way. */
  readonly #beginning = new Set<Backend>()
  /** Statements that had to wait for a lock before. */
  readonly #waited = new Set<string>()
  #waiting: Waiting[] = []

  constructor(url: string) {
    this.#url = url
  }

  async take(pool: string): Promise<Backend> {
    const free = this.#free.get(pool)?.pop()
    if (free) return free
    const settings = pool === OWNER ? {} : { role: roleOf(pool), search_path: pool }
    const wire = await this.#connect(settings)
    const [{ pid }] = rowsOf<[{ pid: number }]>(await wire.ask('select pg_backend_pid() as pid'))
    return { pool, wire, pid }
  }

  give(backend: Backend): void {
    const free = this.#free.get(backend.pool)
    if (free) free.push(backend)
    else this.#free.set(backend.pool, [backend])
  }

  /** What this says to the server goes with the first statement: before it, there is nothing that others could see. */
  begin(backend: Backend): Answer {
    this.#beginning.add(backend)
    return done('BEGIN')
  }

  /** Commits or rolls back. Whoever waited for this and has its answer now is told, in the order of their coming. */
  async end(backend: Backend, text: 'commit' | 'rollback'): Promise<Answer> {
    if (this.#beginning.delete(backend)) return done(text.toUpperCase())
    const answer = await backend.wire.ask(text)
    this.#open.delete(backend)
    if (this.#waiting.length > 0) await this.#awaken()
    return answer
  }

  /** The answer; or undefined when it has to wait for a lock, and `later` hears the answer. */
  async run(backend: Backend, query: Query, later: (answer: Answer) => void): Promise<Answer | undefined> {
    const before: string[] = []
    if (this.#beginning.delete(backend)) {
      this.#open.add(backend)
      before.push('begin')
    }
    const mayYield = this.#waiting.length > 0 && this.#open.has(backend)
    if (mayYield) before.push('savepoint waiting')
    const asked = backend.wire.ask(query.text, query.values, before)
    if (this.#open.size === (this.#open.has(backend) ? 1 : 0) && this.#waiting.length === 0) return asked
    for (let quick = this.#waited.has(query.text); ; quick = false) {
      const answer = await (quick ? atOnce(asked) : within(PATIENCE_MS, asked))
      if (answer) return answer
      const waiting = this.#waiting.map((each) => each.backend)
      const blockers = await this.#blockers([backend, ...waiting])
      const by = blockers.get(backend.pid) ?? []
      if (by.length === 0) continue
      this.#waited.add(query.text)
      if (this.#isDeadlock(backend, blockers)) {
        const error = await this.#cancel(backend, asked)
        return { error: Object.assign(error, { code: '40P01', message: 'deadlock detected' }) }
      }
      if (this.#waiting.some((waiting) => waiting.asked)) {
        await this.#cancel(backend, asked)
        if (mayYield) await backend.wire.ask('rollback to savepoint waiting')
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
      const backend = [...this.#beginning, ...this.#open].find((open) => !this.waits(open))
      if (!backend) break
      await this.end(backend, 'rollback')
      this.give(backend)
    }
    if (this.#open.size + this.#waiting.length > 0) throw new Error('a connection waits for a lock that nobody holds')
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((wire) => wire.end()))
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
    for (;;) {
      const answer = asked && (await within(PATIENCE_MS, asked))
      if (answer) return answer
      const blockers = await this.#blockers([backend])
      if (blockers.get(backend.pid)?.length) return undefined
    }
  }

  async #blockers(backends: readonly Backend[]): Promise<ReadonlyMap<number, readonly number[]>> {
    this.#monitor ??= await this.#connect({})
    const pids = backends.map(({ pid }) => pid)
    const rows = rowsOf<{ pid: number; by: number[] }[]>(await this.#monitor.ask(BLOCKERS, [pids]))
    return new Map(rows.map(({ pid, by }) => [pid, by]))
  }

  /** Whether it waits, in the end, for itself. */
  #isDeadlock(backend: Backend, told: ReadonlyMap<number, readonly number[]>): boolean {
    const blockers = new Map(told)
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
    await this.#monitor?.ask('select pg_cancel_backend($1)', [pid])
    const answer = await asked
    if ('error' in answer) return answer.error
    throw new Error('a statement that waited for a lock was answered before the lock was free')
  }

  async #connect(settings: Readonly<Record<string, string>>): Promise<Wire> {
    const wire = await Wire.open(this.#url, { ...SETTINGS, ...settings })
    this.#all.push(wire)
    return wire
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

const BLOCKERS = 'select pid, pg_blocking_pids(pid) as by from unnest($1::int[]) as pid'

/** The answer, if it is there in the next turn of the event loop. */
function atOnce(asked: Promise<Answer>): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    setImmediate(resolve, undefined)
    void asked.then(resolve)
  })
}

/** The answer, if it comes within so many milliseconds of the machine's time. */
function within(ms: number, asked: Promise<Answer>): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, ms, undefined)
    void asked.then((answer) => {
      clearTimeout(late)
      resolve(answer)
    })
  })
}

const done = (command: string): Answer => ({ result: { command, rowCount: null, oid: 0, fields: [], rows: [] } })

/** Of a question that the server cannot refuse. */
function rowsOf<Rows>(answer: Answer): Rows {
  if ('error' in answer) throw answer.error
  return answer.result.rows as Rows
}
