import { userTokenLifetime } from 'banyan/identity'
import type { Tx } from 'banyan/store'
import type { Tables } from '../store/tables.ts'

/** Milliseconds for which the access tokens of an ended session are refused: their lifetime, and a minute for clocks that differ. */
const REFUSED_FOR = (userTokenLifetime + 60) * 1000

/** Ends a session of the user: its refresh tokens go with it, its access tokens are refused. Another's session stays as it is. */
export async function endSession(
  tx: Tx<Tables>,
  { session, userId, now }: { session: string; userId: string; now: Date },
): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('id', '=', session)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return
  await tx.deleteFrom('ended_sessions').where('until', '<=', now).execute()
  const until = new Date(now.getTime() + REFUSED_FOR)
  await tx
    .insertInto('ended_sessions')
    .values({ session_id: session, until })
    .onConflict((conflict) => conflict.column('session_id').doNothing())
    .execute()
}
