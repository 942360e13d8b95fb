import type { Handler } from 'banyan/service'
import type { Users } from '../shape.ts'
import { profileOf, toProfile } from '../store/profile.ts'

export const profile: Handler<Users, 'profile'> = async (_, ctx) => toProfile(await profileOf(ctx, ctx.user.id))
