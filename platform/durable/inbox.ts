import { CompiledQuery } from 'kysely'
import { asFailure } from '../contract/index.ts'
import { backoff } from '../resilience/retry.ts'
import type { Trace } from '../service/frame.ts'
import { type Core, stamp } from './core.ts'
import { storedError } from './job-error.ts'
import type { Delivery, Participant } from './types.ts'

/** Handles what arrives for one service: each event once, those of one source and subject in their order. */
export class Inbox {
  readonly #core: Core
  readonly #participant: Participant
  readonly #handling = new Set<Promise<void>>()
  #claiming = false
  #due = false
  #open = false

  constructor(core: Core, participant: Participant) {
    this.#core = core
    this.#participant = participant
  }

  start(): void {
    this.#open = true
    this.#core.wake.on('inbox', (consumer) => {
      if (consumer === undefined || consumer === this.#participant.service) this.poke()
    })
    this.poke()
  }

  /** Takes nothing new. Resolves when what was begun has ended. */
  async stop(): Promise<void> {
    this.#open = false
    while (this.#handling.size > 0) await Promise.all(this.#handling)
  }

  /** There may be something to handle. */
  poke(): void {
    this.#due = true
    const places = this.#core.settings.consumerSlots - this.#handling.size
    if (!this.#open || this.#claiming || places <= 0) return
    this.#due = false
    this.#claiming = true
    const claim = this.#claim(places).finally(() => {
      this.#claiming = false
      this.#handling.delete(claim)
      if (this.#due) this.poke()
    })
    this.#handling.add(claim)
  }

  async #claim(places: number): Promise<void> {
    const { clock, log, pool, settings } = this.#core
    const { consumers, service } = this.#participant
    try {
      const now = clock.now()
      const { rows } = await pool.query<Arrived>({
        name: 'banyan-claim-inbox',
        text: CLAIM,
        values: [service, [...consumers.keys()], places, stamp(now), stamp(now + settings.lease)],
      })
      if (rows.length === places) this.#due = true
      for (const event of rows) {
        const end = this.#handle(event).finally(() => {
          this.#handling.delete(end)
          // The next one of its subject has waited for it.
          this.poke()
        })
        this.#handling.add(end)
      }
    } catch (error) {
      log.warn({ err: error, consumer: service }, 'could not claim events; trying again soon')
    }
  }

  async #handle(event: Arrived): Promise<void> {
    const { clock, log, observer } = this.#core
    const { consumers, service, store } = this.#participant
    const consume = consumers.get(event.type)
    try {
      const ours = await store.tx(async (tx) => {
        // First, so that whoever holds this row now and is slow cannot do the work beside us.
        const marked = await tx.executeQuery(
          CompiledQuery.raw(HANDLED, [service, event.event_id, event.fence, stamp(clock.now())]),
        )
        if (marked.rows.length === 0) return false
        // The consumer was written for the tables of this store.
        await consume?.(deliveryOf(event), tx as never)
        return true
      })
      if (!ours) return
      observer.handled(service, event.type, clock.now() - event.at.getTime())
      if (this.#participant.hearers?.has(event.type))
        this.#core.wake.tell('handled', `${service}/${event.event_id}`, 'everywhere')
    } catch (error) {
      log.warn(
        {
          err: error,
          event: event.event_id,
          type: event.type,
          consumer: service,
          attempt: event.attempts,
          ...ids(event),
        },
        'a consumer failed',
      )
      observer.failed(service, asFailure(error).code)
      await this.#reject(event, error)
    }
  }

  async #reject(event: Arrived, error: unknown): Promise<void> {
    const { clock, log, observer, pool, random, settings } = this.#core
    const { service } = this.#participant
    const dead = event.attempts >= settings.deliveryRetry.attempts
    const wait = backoff(settings.deliveryRetry, event.attempts, random)
    try {
      await pool.query(REJECTED, [
        service,
        event.event_id,
        event.fence,
        dead ? 'dead' : 'ready',
        stamp(clock.now() + wait),
        JSON.stringify(storedError(error)),
      ])
      observer.rejected(service, event.type, dead)
      if (!dead && wait < settings.poll) clock.timer(wait + 1, () => this.poke())
    } catch (failed) {
      log.warn({ err: failed, event: event.event_id, ...ids(event) }, 'could not put off an event; its lease will end')
    }
  }
}

/** Which of these services have something to handle that is due. */
export async function dueConsumers({ clock, pool }: Core, services: readonly string[]): Promise<readonly string[]> {
  if (services.length === 0) return []
  const { rows } = await pool.query<{ consumer: string }>({
    name: 'banyan-due-inbox',
    text: DUE,
    values: [services, stamp(clock.now())],
  })
  return rows.map(({ consumer }) => consumer)
}

/** An event of the inbox, as it is handled. */
export interface Arrived {
  readonly event_id: string
  readonly source: string
  readonly type: string
  readonly subject: string
  readonly data: unknown
  readonly trace: Trace
  readonly at: Date
  readonly attempts: number
  readonly fence: number
}

/** Its consumer knows it under its own id, within the trace of whoever announced it. */
export const ids = ({ event_id: requestId, trace: { traceId } }: Arrived) => ({ requestId, traceId })

export const deliveryOf = ({ event_id: id, source, type, subject, data, trace, at }: Arrived): Delivery => ({
  id,
  source,
  type,
  subject,
  time: at.toISOString(),
  data,
  trace,
})

const DUE = `
  select c.consumer from unnest($1::text[]) as c(consumer)
  cross join lateral (
    select from banyan.inbox as i where i.consumer = c.consumer and i.state = 'ready' and i.next_at <= $2 limit 1
  ) as due`

/**
 * $1 consumer, $2 the types it handles here, $3 how many, $4 now, $5 the end of the lease. Does not wait for the disk:
 * a crash of the server that loses the claim has ended the transactions of whoever claimed, too.
 */
const CLAIM = `
  with quick as (
    select set_config('synchronous_commit', 'off', true) as mode
  ), first as (
    select i.consumer, i.event_id from banyan.inbox as i
    where i.consumer = $1 and i.state = 'ready' and i.next_at <= $4 and i.type = any ($2)
      and (select mode = 'off' from quick)
      and not exists (
        select from banyan.inbox as e
        where e.consumer = i.consumer and e.source = i.source and e.subject = i.subject
          and e.position < i.position and e.state in ('ready', 'running')
      )
    order by i.position limit $3 for update of i skip locked
  )
  update banyan.inbox as i
  set state = 'running', attempts = i.attempts + 1, fence = i.fence + 1, lease_until = $5
  from first where i.consumer = first.consumer and i.event_id = first.event_id
  returning i.event_id, i.source, i.type, i.subject, i.data, i.trace, i.at, i.attempts, i.fence`

/** $1 consumer, $2 event, $3 fence, $4 now. */
const HANDLED = `
  update banyan.inbox set state = 'handled', finished_at = $4, lease_until = null, error = null
  where consumer = $1 and event_id = $2 and fence = $3 and state = 'running'
  returning event_id`

/** $1 consumer, $2 event, $3 fence, $4 state, $5 when to try again, $6 the error. */
const REJECTED = `
  update banyan.inbox set state = $4, next_at = $5, error = $6, lease_until = null
  where consumer = $1 and event_id = $2 and fence = $3 and state = 'running'`
