import type { auth } from '@banyan/auth/contract'
import type { DataOf } from 'banyan/contract'
import type { Consumer } from 'banyan/service'
import { sql } from 'kysely'
import type { Users } from './shape.ts'

/** Begins the profile, or completes one that was begun before the event came: a name chosen meanwhile stays. */
export const userCreated: Consumer<Users, DataOf<(typeof auth)['members']['userCreated']>> = async (
  { data: { userId, email, name }, time },
  tx,
) => {
  const at = new Date(time)
  await tx
    .insertInto('profiles')
    .values({ user_id: userId, email, name, bio: '', created_at: at, updated_at: at })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({
        email,
        name: sql`case when profiles.name = '' then excluded.name else profiles.name end`,
        created_at: at,
      }),
    )
    .execute()
}
