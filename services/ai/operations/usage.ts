import { ms } from 'banyan/contract'
import type { Handler } from 'banyan/service'
import type { Ai } from '../shape.ts'
import { usageByDay, usageOf } from '../store/model-calls.ts'

export const usage: Handler<Ai, 'usage'> = async ({ days }, { user, clock, db }) => {
  const since = new Date(clock.now() - days * ms('1d'))
  const [rows, byDay] = await Promise.all([usageOf(db, user.id, since), usageByDay(db, user.id, since)])
  return { since: since.toISOString(), rows, days: byDay, totalCost: rows.reduce((sum, { cost }) => sum + cost, 0) }
}
