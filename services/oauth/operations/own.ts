import { failure } from 'banyan/contract'
import type { User } from 'banyan/service'

/** A path may name the caller, and nobody else. Throws 403. */
export function refuseOthers(userId: string, user: User): void {
  if (userId !== user.id) throw failure('forbidden', "These are another user's.")
}
