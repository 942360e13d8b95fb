import type { Clock } from '../clock/index.ts'
import type { Database } from '../store/types.ts'
import { stamp } from './core.ts'

/**
 * The way from the outbox to the inboxes. The default goes within the database; a broker's driver takes events from the
 * outbox to the broker, and puts what comes from there into the inboxes.
 */
export interface Bus {
  /**
   * Moves up to `batch` committed events on, in order per source and subject, at least once. Resolves to how many, and
   * to the consumers whose inbox got some already.
   */
  relay(batch: number): Promise<Relayed>
}

export interface Relayed {
  readonly moved: number
  readonly consumers: readonly string[]
}

/** Moves events within the database, in one statement: once, and with no hop in between. */
export const databaseBus = ({ pool }: Pick<Database, 'pool'>, clock: Clock): Bus => ({
  async relay(batch) {
    const { rows } = await pool.query<Relayed>({
      name: 'banyan-relay',
      text: RELAY,
      values: [batch, stamp(clock.now())],
    })
    return rows[0] ?? { moved: 0, consumers: [] }
  },
})

/** Who finds nothing to move does not queue behind those who move. */
const RELAY = `
  select moved, consumers from banyan.relay($1, $2)
  where exists (select from banyan.outbox where relayed_at is null)`
