import { createUserTokens, loadOrCreateSecret, type UserTokens } from 'banyan/identity'
import type { OpenContext } from 'banyan/service'
import { createDemoAccount } from './accounts/demo.ts'
import { createPasswords, type Passwords } from './accounts/passwords.ts'
import { banyan } from './keys/access-token.ts'
import { createSigningKeys, type SigningKeys } from './keys/signing-keys.ts'
import { createSeal } from './seal.ts'
import type { Auth } from './shape.ts'

export interface Resources {
  readonly passwords: Passwords
  /** Ids of the accounts that have the role `admin`. */
  readonly admins: ReadonlySet<string>
  readonly keys: SigningKeys
  /** Verifies access tokens; whether their session goes on is the tables' to say. */
  readonly accessTokens: UserTokens
}

export async function openResources(ctx: OpenContext<Auth>): Promise<Resources> {
  const { clock, random, config } = ctx
  const secret = config.AUTH_SECRET ?? (await loadOrCreateSecret(config.BANYAN_DATA, 'auth-secret', random))
  const keys = createSigningKeys(ctx, createSeal(secret, 'signing-keys', random))
  await keys.current()
  const loadKeys = async () => ({ keys: (await keys.published()).map((key) => ({ ...key })) })
  const passwords = await createPasswords(random)
  if (config.BANYAN_DEMO) await createDemoAccount(ctx, passwords)
  const admins = new Set(config.AUTH_ADMINS)
  return { passwords, admins, keys, accessTokens: createUserTokens({ loadKeys, clock, ...banyan }) }
}
