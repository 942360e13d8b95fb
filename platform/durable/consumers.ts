import { type Core, stamp } from './core.ts'
import type { Participant } from './types.ts'

/**
 * Puts on record which types services listen to, so that relays of other processes deliver to them too. What one does
 * not listen to any more would hold up its subject for ever: it is put aside as dead, and can be delivered by hand.
 */
export async function registerConsumers({ clock, pool }: Core, participants: readonly Participant[]): Promise<void> {
  const pairs = participants.flatMap(({ service, consumers }) =>
    [...consumers.keys()].map((type) => ({ service, type })),
  )
  const error = { code: 'noConsumer', kind: 'notFound', title: 'The service does not listen to this type any more' }
  await pool.query({
    name: 'banyan-register',
    text: REGISTER,
    values: [
      participants.map(({ service }) => service),
      pairs.map(({ service }) => service),
      pairs.map(({ type }) => type),
      JSON.stringify({ ...error, retry: false }),
      stamp(clock.now()),
    ],
  })
}

/** $1 the services, $2 and $3 each with each type that it listens to, $4 the error of what it does not, $5 now. */
const REGISTER = `
  with listens as (
    select * from unnest($2::text[], $3::text[]) as l(consumer, type)
  ), gone as (
    delete from banyan.consumers where consumer = any ($1::text[]) and (consumer, type) not in (select * from listens)
  ), there as (
    insert into banyan.consumers (consumer, type) select * from listens order by consumer, type
    on conflict do nothing
  )
  update banyan.inbox set state = 'dead', error = $4, next_at = $5
  where consumer = any ($1::text[]) and state = 'ready' and (consumer, type) not in (select * from listens)`

/**
 * The same for a service that runs elsewhere and may not have started yet: what is announced meanwhile waits for it. Takes
 * nothing away, which is for the service itself to say.
 */
export async function expectConsumer({ pool }: Core, service: string, types: readonly string[]): Promise<void> {
  await pool.query({ name: 'banyan-expect', text: EXPECT, values: [service, [...types]] })
}

const EXPECT = `
  insert into banyan.consumers (consumer, type) select $1, type from unnest($2::text[]) as t(type)
  on conflict do nothing`
