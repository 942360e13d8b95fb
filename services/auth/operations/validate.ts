import { settle } from 'banyan/contract'
import type { Handler } from 'banyan/service'
import { findBySession } from '../accounts/find.ts'
import { withRoles } from '../accounts/roles.ts'
import type { Auth } from '../shape.ts'

/** The signature and the session: unlike the gateway, this knows at once that a session has ended. */
export const validate: Handler<Auth, 'validate'> = async ({ token }, { resources, db, clock, fail }) => {
  const verified = await settle(resources.accessTokens.verify(token))
  if (!verified.ok) throw verified.error.kind === 'unauthenticated' ? fail.invalidToken() : verified.error
  const { id: userId, session } = verified.value
  const user = await findBySession(db, { id: session, userId }, new Date(clock.now()))
  if (!user) throw fail.invalidToken()
  return { user: withRoles(user, resources.admins), valid: true }
}
