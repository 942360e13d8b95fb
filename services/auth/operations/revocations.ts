import type { Handler } from 'banyan/service'
import type { Auth } from '../shape.ts'

export const revocations: Handler<Auth, 'revocations'> = async (_, { db, clock }) => {
  const rows = await db.selectFrom('ended_sessions').selectAll().where('until', '>', new Date(clock.now())).execute()
  return rows.map(({ session_id, until }) => ({ session: session_id, until: until.toISOString() }))
}
