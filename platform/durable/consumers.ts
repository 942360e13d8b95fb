import { type Core, stamp } from './core.ts'
import type { Participant } from './types.ts'

/**
 * Puts on record which types a service listens to, so that relays of other processes deliver to it too. What it does
 * not listen to any more would hold up its subject for ever: it is put aside as dead, and can be delivered by hand.
 */
export async function registerConsumers({ clock, pool }: Core, { service, consumers }: Participant): Promise<void> {
  const error = { code: 'noConsumer', kind: 'notFound', title: 'The service does not listen to this type any more' }
  await pool.query({
    name: 'banyan-register',
    text: REGISTER,
    values: [service, [...consumers.keys()], JSON.stringify({ ...error, retry: false }), stamp(clock.now())],
  })
}

/** $1 the service, $2 the types that it listens to, $3 the error of what it does not, $4 now. */
const REGISTER = `
  with gone as (
    delete from banyan.consumers where consumer = $1 and type <> all ($2::text[])
  ), there as (
    insert into banyan.consumers (consumer, type) select $1, type from unnest($2::text[]) as t(type)
    on conflict do nothing
  )
  update banyan.inbox set state = 'dead', error = $3, next_at = $4
  where consumer = $1 and state = 'ready' and type <> all ($2::text[])`
