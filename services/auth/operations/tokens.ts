import { userTokenLifetime } from 'banyan/identity'
import type { ServiceContext } from 'banyan/service'
import { withRoles } from '../accounts/roles.ts'
import type { Account, Tokens } from '../contract.ts'
import { signAccessToken } from '../keys/access-token.ts'
import type { Started } from '../sessions/start.ts'
import type { Auth } from '../shape.ts'

/** The answer to whoever signed in or went on. */
export async function tokensFor(
  { clock, resources }: Pick<ServiceContext<Auth>, 'clock' | 'resources'>,
  account: Account,
  { session, refreshToken }: Started,
): Promise<Tokens> {
  const user = withRoles(account, resources.admins)
  const accessToken = await signAccessToken(resources.keys, clock, { user, session })
  return { user, accessToken, refreshToken, expiresIn: userTokenLifetime }
}
