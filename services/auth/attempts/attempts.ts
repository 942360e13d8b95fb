import { ms } from 'banyan/contract'
import { clientKey } from 'banyan/limits'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { sha256 } from '../seal.ts'
import type { Tables } from '../store/tables.ts'

const MAX = 5
const WINDOW = ms('15m')

/**
 * What attempts are counted under: the account together with the address it is tried from, so that a stranger elsewhere
 * cannot lock its owner out. Unknown accounts count alike. A hash, because people type passwords into the wrong field.
 */
export const attemptKey = (email: string, ip: string | undefined): Buffer =>
  sha256(`${email}\n${ip === undefined ? '' : clientKey(ip)}`)

/**
 * Counts an attempt before it is made, so that many at once cannot pass together. Resolves to the milliseconds until the
 * next try when there were too many, otherwise to 0. Attempts while locked do not make it longer.
 */
export async function countAttempt(db: Kysely<Tables>, key: Buffer, now: number): Promise<number> {
  const at = new Date(now)
  await forgetOld(db, at)
  const over = sql<boolean>`sign_in_attempts.ends_at <= ${at}`
  const { count, ends_at } = await db
    .insertInto('sign_in_attempts')
    .values({ key, count: 1, ends_at: new Date(now + WINDOW) })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql`case when ${over} then 1 else sign_in_attempts.count + 1 end`,
        ends_at: sql`case when ${over} then excluded.ends_at else sign_in_attempts.ends_at end`,
      }),
    )
    .returning(['count', 'ends_at'])
    .executeTakeFirstOrThrow()
  return count > MAX ? Math.max(1, ends_at.getTime() - now) : 0
}

/** After the right password. */
export async function forgetAttempts(db: Kysely<Tables>, key: Buffer): Promise<void> {
  await db.deleteFrom('sign_in_attempts').where('key', '=', key).execute()
}

/** An attempt that was counted but never made, because this server was too busy. */
export async function giveBackAttempt(db: Kysely<Tables>, key: Buffer): Promise<void> {
  await db.updateTable('sign_in_attempts').set({ count: sql`greatest(count - 1, 0)` }).where('key', '=', key).execute()
}

/** A few with each attempt: more than come in, so the table stays as small as the window. */
async function forgetOld(db: Kysely<Tables>, at: Date): Promise<void> {
  await db
    .deleteFrom('sign_in_attempts')
    .where('key', 'in', (eb) =>
      eb.selectFrom('sign_in_attempts').select('key').where('ends_at', '<=', at).limit(10).forUpdate().skipLocked(),
    )
    .execute()
}
