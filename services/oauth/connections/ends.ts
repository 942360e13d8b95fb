import type { Tx } from 'banyan/store'
import type { Ground } from '../shape.ts'
import type { Tables } from '../store/tables.ts'
import { held, type Lease } from './lease.ts'

type Telling = Pick<Ground, 'clock' | 'emit'>

/**
 * The provider refuses the refresh token: it was taken back there, or is too old. The tokens are deleted; what is left
 * tells its owner to connect again. False where the lease was lost.
 */
export async function takenBack(tx: Tx<Tables>, { clock, emit }: Telling, lease: Lease): Promise<boolean> {
  const now = new Date(clock.now())
  const ended = await held(tx, lease)
    .set({
      state: 'needs_reauth',
      reason: 'revoked_by_provider',
      refreshable: false,
      expires_at: null,
      refresh_at: null,
      lease_until: null,
      updated_at: now,
    })
    .executeTakeFirst()
  if (Number(ended.numUpdatedRows) === 0) return false
  const { user, provider } = lease
  await tx.deleteFrom('tokens').where('user_id', '=', user).where('provider', '=', provider).execute()
  const about = { timestamp: now.toISOString(), userId: user, provider, reason: 'revoked_by_provider' } as const
  await emit.revoked(tx, about)
  await emit.reauthNeeded(tx, about)
  return true
}

/**
 * Nobody knows whether the provider has used up the refresh token: the answer is lost, or whoever waited for it died.
 * It is not sent again, as a second use looks like a theft; an access token that has not ended yet goes on. False where
 * somebody else has seen to it.
 */
export async function interrupted(tx: Tx<Tables>, { clock, emit }: Telling, lease: Lease): Promise<boolean> {
  const now = new Date(clock.now())
  const ended = await held(tx, lease)
    .where('state', '=', 'connected')
    .where('lease_until', 'is not', null)
    .set({
      state: 'needs_reauth',
      reason: 'refresh_interrupted',
      refreshable: false,
      lease_until: null,
      updated_at: now,
    })
    .executeTakeFirst()
  if (Number(ended.numUpdatedRows) === 0) return false
  const { user: userId, provider } = lease
  await emit.reauthNeeded(tx, { timestamp: now.toISOString(), userId, provider, reason: 'refresh_interrupted' })
  return true
}
