import type { Handler } from 'banyan/service'
import { leaveRevocation } from '../connections/revocations.ts'
import type { Oauth } from '../shape.ts'
import { findConnection, lockConnection } from '../store/connections.ts'
import { refuseOthers } from './own.ts'

/** Deleted here at once; the provider hears of it from a job, as soon as it can be reached. */
export const revoke: Handler<Oauth, 'revoke'> = async ({ userId, provider }, ctx) => {
  const { clock, emit, fail, resources, tx, user } = ctx
  refuseOthers(userId, user)
  const holder = { user: user.id, provider }
  const ended = await tx(async (tx) => {
    const found = (await lockConnection(tx, holder)) && (await findConnection(tx, holder))
    if (!found) return false
    if (found.secrets) await leaveRevocation(tx, ctx, holder, { version: found.version, ...found.secrets })
    await tx.deleteFrom('connections').where('user_id', '=', user.id).where('provider', '=', provider).execute()
    const timestamp = new Date(clock.now()).toISOString()
    await emit.revoked(tx, { timestamp, userId: user.id, provider, reason: 'revoked_by_user' })
    return true
  })
  if (!ended && !resources.known.some(({ name }) => name === provider)) throw fail.noSuchProvider()
  return { success: true }
}
