import { ms } from 'banyan/contract'
import type { Handler } from 'banyan/service'
import type { Oauth } from '../shape.ts'
import { findConnection } from '../store/connections.ts'
import { KeyFault } from '../vault/keyring.ts'
import { rewrapAll } from '../vault/rewrap.ts'

/** The most of a kind that one run sees to. */
const MOST = 500
/** A revocation whose job has given up is tried again after this time ... */
const TRY_AGAIN = ms('1h')
/** ... until it is so old. */
const GIVE_UP = ms('30d')

export const sweep: Handler<Oauth, 'sweep'> = async (_, ctx) => {
  const { clock, db, enqueue, resources, tx } = ctx
  const now = clock.now()

  const lost = await db
    .selectFrom('connections')
    .select(['user_id', 'provider'])
    .where('lease_until', '<', new Date(now))
    .limit(MOST)
    .execute()
  let interrupted = 0
  for (const { user_id: user, provider } of lost) {
    const found = await findConnection(db, { user, provider })
    if (!found || !resources.renewals.isLost(found)) continue
    if (await resources.renewals.recover(resources.providers.get(provider), found, ctx)) interrupted++
  }

  const { numDeletedRows: forgotten } = await db
    .deleteFrom('pending')
    .where('expires_at', '<=', new Date(now))
    .executeTakeFirstOrThrow()

  await db
    .deleteFrom('revocations')
    .where('created_at', '<', new Date(now - GIVE_UP))
    .execute()
  await tx(async (tx) => {
    const waiting = await tx
      .updateTable('revocations')
      .set({ tried_at: new Date(now) })
      .where('tried_at', '<', new Date(now - TRY_AGAIN))
      .returning(['id', 'user_id'])
      .execute()
    for (const { id, user_id } of waiting) await enqueue.revokeAtProvider(tx, { id }, { user: user_id })
  })
  return { interrupted, forgotten: Number(forgotten), rewrapped: await rewrapLate(ctx) }
}

/** What another process sealed under the key before, while this one made the next; or all, when settings name another keyring. */
async function rewrapLate(ctx: Parameters<Handler<Oauth, 'sweep'>>[1]): Promise<number> {
  try {
    return (await rewrapAll(ctx, ctx.resources.vault)).rewrapped
  } catch (error) {
    // The keyring has told the log why. The rest of the work is done, and the next run looks again.
    if (error instanceof KeyFault) return 0
    throw error
  }
}
