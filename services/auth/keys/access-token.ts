import type { Clock } from 'banyan/clock'
import { userTokenLifetime } from 'banyan/identity'
import { SignJWT } from 'jose'
import type { SigningKeys } from './signing-keys.ts'

/** Issuer and audience of access tokens. */
export const banyan = { issuer: 'banyan', audience: 'banyan' } as const

/** An access token: who, in which session, with which roles, for five minutes. */
export async function signAccessToken(
  keys: SigningKeys,
  clock: Clock,
  { user, session }: { user: { readonly id: string; readonly roles: readonly string[] }; session: string },
): Promise<string> {
  const { kid, key } = await keys.current()
  const now = Math.floor(clock.now() / 1000)
  return new SignJWT({ sid: session, roles: [...user.roles] })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
    .setIssuer(banyan.issuer)
    .setAudience(banyan.audience)
    .setSubject(user.id)
    .setIssuedAt(now)
    .setExpirationTime(now + userTokenLifetime)
    .sign(key)
}
