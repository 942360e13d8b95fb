import { type Auth, failure } from '../contract/index.ts'
import type { Caller } from './caller.ts'

/** Lets the caller pass, or throws 401 or 403. */
export function authorise(auth: Auth, caller: Caller): void {
  if (auth === 'public') return
  if (auth === 'service') {
    if (caller.service === null) throw failure('forbidden', 'This operation is for services.')
    return
  }
  if (!caller.user) throw failure('unauthenticated')
  if (auth !== 'user' && !caller.user.roles.includes(auth.role))
    throw failure('forbidden', `Needs the role ${auth.role}.`)
}
