import type { Handler } from 'banyan/service'
import type { Users } from '../shape.ts'
import { profileOf, toProfile } from '../store/profile.ts'

/** What is not given stays. A change to what is there already leaves its time as it is. */
export const updateProfile: Handler<Users, 'updateProfile'> = async (given, ctx) => {
  const { user, clock, tx } = ctx
  await profileOf(ctx, user.id)
  return tx(async (tx) => {
    const before = await tx
      .selectFrom('profiles')
      .selectAll()
      .where('user_id', '=', user.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const { name = before.name, bio = before.bio } = given
    if (name === before.name && bio === before.bio) return toProfile(before)
    const after = await tx
      .updateTable('profiles')
      .set({ name, bio, updated_at: new Date(clock.now()) })
      .where('user_id', '=', user.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return toProfile(after)
  })
}
