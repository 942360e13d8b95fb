import type { Handler } from 'banyan/service'
import type { Auth } from '../shape.ts'

/** More than anybody is signed in with; the latest are shown. */
const MOST = 100

export const sessions: Handler<Auth, 'sessions'> = async (_, { user, clock, db }) => {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', user.id)
    .where('expires_at', '>', new Date(clock.now()))
    .orderBy('updated_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map(({ id, created_at, updated_at, ip_address, user_agent }) => ({
    id,
    createdAt: created_at.toISOString(),
    lastUsedAt: updated_at.toISOString(),
    ip: ip_address,
    userAgent: user_agent,
    current: id === user.session,
  }))
}
