import { asFailure } from '../contract/index.ts'
import { type Core, stamp } from './core.ts'
import { Gate } from './gate.ts'
import { type Arrived, deliveryOf, ids } from './inbox.ts'
import type { Delivery, Participant } from './types.ts'

/**
 * Tells this process of the events that its service has handled, in whatever process that was: for what each process
 * keeps in memory. A message brings the news; a look now and then finds what no message told.
 */
export class Hearing {
  readonly #core: Core
  readonly #participant: Participant
  readonly #hearers: ReadonlyMap<string, (delivery: Delivery) => void | Promise<void>>
  readonly #gate = new Gate()
  readonly #stopped = new AbortController()
  /** Told already, with the time of their end. */
  readonly #told = new Map<string, number>()
  #named: string[] = []
  #lookAtAll = true
  #loop: Promise<void> | undefined

  constructor(core: Core, participant: Participant) {
    this.#core = core
    this.#participant = participant
    this.#hearers = participant.hearers ?? new Map()
  }

  start(): void {
    const ours = `${this.#participant.service}/`
    this.#core.wake.on('handled', (key) => {
      if (key === undefined) this.#lookAtAll = true
      else if (key.startsWith(ours)) this.#named.push(key.slice(ours.length))
      else return
      this.#gate.open()
    })
    this.#loop = this.#run(this.#stopped.signal)
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#loop
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, log, settings } = this.#core
    while (!signal.aborted) {
      const named = this.#named.splice(0)
      const all = this.#lookAtAll
      this.#lookAtAll = false
      try {
        for (const event of await this.#handled(named, all)) await this.#tell(event)
      } catch (error) {
        this.#lookAtAll = true
        log.warn({ err: error, consumer: this.#participant.service }, 'could not hear of events; trying again soon')
      }
      if (this.#named.length > 0) continue
      const begun = clock.monotonic()
      await this.#gate.wait(clock, this.#lookAtAll ? settings.poll : settings.poll * LOOKS, signal)
      if (clock.monotonic() - begun >= settings.poll * LOOKS) this.#lookAtAll = true
    }
  }

  async #handled(named: readonly string[], all: boolean): Promise<readonly Ended[]> {
    if (named.length === 0 && !all) return []
    const { clock, pool } = this.#core
    const since = clock.now() - LONGEST_EFFECT
    const { rows } = await pool.query<Ended>({
      name: 'banyan-heard',
      text: HEARD,
      values: [this.#participant.service, [...this.#hearers.keys()], named, all ? stamp(since) : null],
    })
    for (const [id, at] of this.#told) if (at < since) this.#told.delete(id)
    return rows.filter(({ event_id: id }) => !this.#told.has(id))
  }

  async #tell(event: Ended): Promise<void> {
    const { log, observer } = this.#core
    const { service } = this.#participant
    this.#told.set(event.event_id, event.finished_at.getTime())
    try {
      await this.#hearers.get(event.type)?.(deliveryOf(event))
    } catch (error) {
      log.warn(
        { err: error, event: event.event_id, type: event.type, ...ids(event) },
        'a process did not take an event',
      )
      observer.failed(service, asFailure(error).code)
    }
  }
}

type Ended = Arrived & { readonly finished_at: Date }

/** Polls of the engine between two looks that nobody asked for. */
const LOOKS = 10
/** Milliseconds between the moment that an effect notes as its end and its commit: a transaction is cut after 60 s. */
const LONGEST_EFFECT = 70_000

/** $1 consumer, $2 the types, $3 events that were named, $4 since when all are looked for; null for only those named. */
const HEARD = `
  select event_id, source, type, subject, data, trace, at, attempts, fence, finished_at from banyan.inbox
  where consumer = $1 and state = 'handled' and type = any ($2) and (event_id = any ($3::uuid[]) or finished_at >= $4)
  order by position`
