import { ms } from 'banyan/contract'
import type { Tx } from 'banyan/store'
import { accountStore } from '../accounts/store.ts'
import type { AuthContext } from '../shape.ts'
import type { Tables } from '../store/tables.ts'
import { addRefreshToken, newRefreshToken } from './refresh-token.ts'

/** A session ends when it was not refreshed for this long. */
export const SESSION_LIFETIME = ms('30d')

export interface Started {
  readonly session: string
  readonly refreshToken: string
}

/** Begins a session of the user, and forgets those that nobody came back to. */
export async function startSession(
  tx: Tx<Tables>,
  { clock, random, id, frame }: Pick<AuthContext, 'clock' | 'random' | 'id' | 'frame'>,
  { userId, userAgent }: { userId: string; userAgent: string | undefined },
): Promise<Started> {
  const now = new Date(clock.now())
  await tx.deleteFrom('sessions').where('user_id', '=', userId).where('expires_at', '<=', now).execute()
  const session = await (await accountStore(tx, id)).createSession(
    userId,
    false,
    {
      token: newRefreshToken(random),
      ipAddress: frame.ip ?? null,
      userAgent: userAgent?.slice(0, 500) ?? null,
      createdAt: now,
      updatedAt: now,
      expiresAt: new Date(now.getTime() + SESSION_LIFETIME),
    },
    true,
  )
  const refreshToken = newRefreshToken(random)
  await addRefreshToken(tx, session.id, refreshToken, now)
  return { session: session.id, refreshToken }
}
