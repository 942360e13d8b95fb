import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock, Random } from '../clock/index.ts'
import type { Database } from '../store/types.ts'

/**
 * What can have happened: a job of a kind waits (key: kind), something happened to a job (its id), a running job was
 * taken from its worker (`id/fence/why`: a late message must not hit the next worker), events were announced (no key), events arrived for a consumer (its name),
 * a consumer has handled an event that its processes want to hear of (`name/id`).
 */
const topics = ['jobs', 'job', 'taken', 'outbox', 'inbox', 'handled'] as const
export type Topic = (typeof topics)[number]

/** Called with the key of what happened, or without one when anything may have happened. */
export type Listener = (key: string | undefined) => void

export interface WakeParts {
  readonly database: Pick<Database, 'pool' | 'connect'>
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  /** The least milliseconds between two NOTIFYs. */
  readonly every: number
}

/**
 * Tells who waits that there is something to look at: in this process at once, in the others by NOTIFY. A message may
 * get lost, so whoever listens also looks by himself from time to time.
 */
export class Wake {
  readonly #parts: WakeParts
  readonly #self: string
  readonly #listeners = new Map<Topic, Set<Listener>>(topics.map((topic) => [topic, new Set()]))
  readonly #unsent = new Set<string>()
  #sending: Promise<void> | undefined
  #lastSent = Number.NEGATIVE_INFINITY
  #stopped = new AbortController()
  #client: pg.Client | undefined

  constructor(parts: WakeParts) {
    this.#parts = parts
    this.#self = parts.random.id()
  }

  /** Begins to hear other processes. */
  start(): void {
    void this.#listen(this.#stopped.signal)
  }

  /** Hears no more. What was to be told is told before. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#sending
    const client = this.#client
    this.#client = undefined
    await client?.end()
  }

  on(topic: Topic, listener: Listener): () => void {
    const listeners = this.#listeners.get(topic)
    listeners?.add(listener)
    return () => listeners?.delete(listener)
  }

  tell(topic: Topic, key: string, to: 'here' | 'everywhere'): void {
    this.#hear(topic, key)
    if (to === 'here') return
    this.#unsent.add(`${topic}:${key}`)
    this.#sending ??= this.#send()
  }

  #hear(topic: Topic, key: string | undefined): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(key)
  }

  async #send(): Promise<void> {
    const { clock, database, every, log } = this.#parts
    try {
      while (this.#unsent.size > 0) {
        const wait = Math.max(0, this.#lastSent + every - clock.monotonic())
        // A process that stops tells what it has to tell without another wait.
        await clock.sleep(wait, this.#stopped.signal).catch(() => undefined)
        this.#lastSent = clock.monotonic()
        // Losing this commit in a crash of the server loses nothing: all connections are lost with it.
        await database.pool.query("select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)", [
          CHANNEL,
          this.#payload(),
        ])
      }
    } catch (error) {
      log.debug({ err: error }, 'could not wake the other processes; they will find out by themselves')
    }
    // Right after the last look, so that no message can come in between and wait for the next one.
    this.#sending = undefined
  }

  /** Everything unsent; when it is too much for one message, only which topics it was about. */
  #payload(): string {
    const parts = [...this.#unsent]
    this.#unsent.clear()
    const whole = `${this.#self} ${parts.join(' ')}`
    if (whole.length <= LARGEST) return whole
    return `${this.#self} ${[...new Set(parts.map((part) => `${part.slice(0, part.indexOf(':'))}:*`))].join(' ')}`
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { clock, database, log } = this.#parts
    while (!signal.aborted) {
      try {
        const client = await database.connect()
        if (signal.aborted) return await client.end()
        this.#client = client
        const ended = new Promise<void>((resolve) => {
          client.on('error', () => resolve())
          client.on('end', () => resolve())
        })
        client.on('notification', ({ payload }) => this.#receive(payload ?? ''))
        await client.query(`listen ${CHANNEL}`)
        // Nobody knows what was said while nobody listened.
        for (const topic of topics) this.#hear(topic, undefined)
        await ended
        if (signal.aborted) return
        log.warn('lost the connection that listens for other processes')
      } catch (error) {
        if (signal.aborted) return
        log.warn({ err: error }, 'could not listen for other processes')
      }
      await clock.sleep(RECONNECT_MS, signal).catch(() => undefined)
    }
  }

  #receive(payload: string): void {
    const [from, ...parts] = payload.split(' ')
    if (from === this.#self) return
    for (const part of parts) {
      const at = part.indexOf(':')
      const key = part.slice(at + 1)
      // What another version of this program says beyond our topics has no listener here.
      this.#hear(part.slice(0, at) as Topic, key === '*' ? undefined : key)
    }
  }
}

const CHANNEL = 'banyan_wake'
/** PostgreSQL takes less than 8000 bytes. */
const LARGEST = 7_900
const RECONNECT_MS = 1_000
