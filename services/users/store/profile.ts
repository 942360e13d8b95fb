import type { Clock } from 'banyan/clock'
import type { Kysely } from 'kysely'
import type { Profile } from '../contract.ts'
import type { ProfileRow, Tables } from './tables.ts'

/** How long a new user's profile is waited for, and how often it is looked for. The event takes milliseconds. */
const PATIENCE = 1_500
const EVERY = 25

/**
 * The user's profile. In the first moment after signing up the event may be on its way: it is waited for, and when it is
 * late an empty profile is begun, which the event completes.
 */
export async function profileOf(
  { db, clock, signal }: { readonly db: Kysely<Tables>; readonly clock: Clock; readonly signal: AbortSignal },
  user: string,
): Promise<ProfileRow> {
  const find = () => db.selectFrom('profiles').selectAll().where('user_id', '=', user).executeTakeFirst()
  for (let waited = 0; waited < PATIENCE; waited += EVERY) {
    const profile = await find()
    if (profile) return profile
    await clock.sleep(EVERY, signal)
  }
  const now = new Date(clock.now())
  await db
    .insertInto('profiles')
    .values({ user_id: user, email: '', name: '', bio: '', created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return db.selectFrom('profiles').selectAll().where('user_id', '=', user).executeTakeFirstOrThrow()
}

export const toProfile = ({ user_id, email, name, bio, created_at, updated_at }: ProfileRow): Profile => ({
  id: user_id,
  email,
  name,
  bio,
  createdAt: created_at.toISOString(),
  updatedAt: updated_at.toISOString(),
})
