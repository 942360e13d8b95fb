import type { Handler } from 'banyan/service'
import { endSession as end } from '../sessions/end.ts'
import type { Auth } from '../shape.ts'

/** Another user's session, one that ended and one that never was are answered alike: there is nothing to end. */
export const endSession: Handler<Auth, 'endSession'> = ({ id }, { user, clock, tx }) =>
  tx((tx) => end(tx, { session: id, userId: user.id, now: new Date(clock.now()) }))
