import { ms } from 'banyan/contract'
import type { Tx } from 'banyan/store'
import { sha256 } from '../seal.ts'
import type { AuthContext } from '../shape.ts'
import type { Tables } from '../store/tables.ts'
import { endSession } from './end.ts'
import { successorOf, useRefreshToken } from './refresh-token.ts'
import { SESSION_LIFETIME, type Started } from './start.ts'

/**
 * How long a token that was used is answered again, with the same successor: for a client whose answer got lost, and for
 * pages that refresh at the same moment. Only until the successor is used.
 */
const GRACE = ms('10s')

export type Rotation =
  | ({ readonly kind: 'continued'; readonly userId: string } & Started)
  | { readonly kind: 'unknown' }
  /** A token came back after its successor was used or its time was over: somebody else has it, and the session is over. */
  | { readonly kind: 'reused'; readonly session: string; readonly userId: string }

/** Trades a refresh token for its successor. One at a time for each session: whoever comes second sees what the first did. */
export async function rotate(
  tx: Tx<Tables>,
  { clock, random, frame }: Pick<AuthContext, 'clock' | 'random' | 'frame'>,
  token: string,
): Promise<Rotation> {
  const now = new Date(clock.now())
  const session = await lockSession(tx, token)
  const used = session && (await findToken(tx, token))
  if (!session || !used || session.expires_at <= now) return { kind: 'unknown' }
  const { id, user_id: userId } = session

  if (used.used_at === null) {
    const refreshToken = await useRefreshToken(tx, { session: id, token, random, now })
    const expires_at = new Date(now.getTime() + SESSION_LIFETIME)
    const seen = { updated_at: now, expires_at, ...(frame.ip !== undefined && { ip_address: frame.ip }) }
    await tx.updateTable('sessions').set(seen).where('id', '=', id).execute()
    return { kind: 'continued', userId, session: id, refreshToken }
  }
  const again = now.getTime() - used.used_at.getTime() <= GRACE ? successorOf(used, token, random) : undefined
  if (again !== undefined) return { kind: 'continued', userId, session: id, refreshToken: again }
  await endSession(tx, { session: id, userId, now })
  return { kind: 'reused', session: id, userId }
}

/** The session first, then its tokens: whoever ends a session locks in the same order. */
function lockSession(tx: Tx<Tables>, token: string) {
  return tx
    .selectFrom('sessions')
    .select(['id', 'user_id', 'expires_at'])
    .where('id', '=', (eb) => eb.selectFrom('refresh_tokens').select('session_id').where('hash', '=', sha256(token)))
    .forUpdate()
    .executeTakeFirst()
}

const findToken = (tx: Tx<Tables>, token: string) =>
  tx.selectFrom('refresh_tokens').selectAll().where('hash', '=', sha256(token)).executeTakeFirst()
