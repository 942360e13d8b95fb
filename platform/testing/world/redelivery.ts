import type { Bus } from '../../durable/bus.ts'
import type { Database } from '../../store/types.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { Process } from './process.ts'

/** A bus that keeps its promise, at least once, to the letter: now and then it hands over again what it had handed over. */
export function redelivering(
  bus: Bus,
  process: Process,
  { pool }: Pick<Database, 'pool'>,
  dice: Chance,
  faults: () => Faults,
): Bus {
  return {
    async relay(batch) {
      if (dice.happens(faults().redelivered) && !process.dead)
        await pool.query({
          name: 'redeliver',
          text: `update banyan.outbox set relayed_at = null where relayed_at is not null and seq % $1 = $2`,
          values: [3, dice.below(3)],
        })
      return bus.relay(batch)
    },
  }
}
