import type { Handler } from 'banyan/service'
import { endSession } from '../sessions/end.ts'
import type { Auth } from '../shape.ts'

export const logout: Handler<Auth, 'logout'> = (_, { user, clock, tx }) =>
  tx((tx) => endSession(tx, { session: user.session, userId: user.id, now: new Date(clock.now()) }))
