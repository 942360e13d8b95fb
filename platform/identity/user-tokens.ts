import { decodeProtectedHeader, errors, jwtVerify } from 'jose'
import * as z from 'zod'
import type { Clock } from '../clock/index.ts'
import { failure } from '../contract/index.ts'
import type { User } from '../service/caller.ts'
import { createKeyRing, type KeySet } from './keys.ts'
import { createRevocations, type EndedSession } from './revocations.ts'
import { Verified } from './verified.ts'

/** Seconds that a user's access token lives. Who signs one and who verifies it agree on this. */
export const userTokenLifetime = 300
/** Seconds by which the signer's clock may be ahead of ours. */
const CLOCK_SKEW = 30
/** Verified tokens that are remembered: about 1 kB each. */
const REMEMBERED = 10_000
/** Longer than any token of ours; what is longer is not looked at. */
const MAX_LENGTH = 4096

/** Verifies users' access tokens without asking anybody, each token once. */
export interface UserTokens {
  /**
   * Whose token it is. Rejects with `unauthenticated` for one that is forged, expired, of another issuer or audience, or of
   * an ended session, and with `unavailable` while no key could be fetched at all.
   */
  verify(token: string): Promise<User>
  /** Refuses the tokens of these sessions from now on. */
  revoke(sessions: readonly EndedSession[]): void
  /**
   * Adds the sessions that the source says have ended: all that had ended when this was called. Rejects as `load` does;
   * what was known stays.
   */
  refreshRevocations(load: () => Promise<readonly EndedSession[]>): Promise<void>
  /** True while keys or revocations are older than they should be, because their source failed. */
  degraded(): boolean
}

export interface UserTokensOptions {
  readonly loadKeys: () => Promise<KeySet>
  readonly clock: Clock
  readonly issuer: string
  readonly audience: string
}

/** The algorithm is EdDSA whatever a token says of itself. */
export function createUserTokens({ loadKeys, clock, issuer, audience }: UserTokensOptions): UserTokens {
  const keys = createKeyRing({ load: loadKeys, clock })
  const revocations = createRevocations(clock)
  const verified = new Verified<{ readonly until: number; readonly user: User }>(REMEMBERED)
  let withdrawals = keys.withdrawals

  async function examine(token: string) {
    const key = await keys.find(keyId(token))
    if (!key) throw failure('unauthenticated', 'The token is signed with an unknown key.')
    const now = clock.now()
    const options = { algorithms: ['EdDSA'], issuer, audience, currentDate: new Date(now) }
    const { payload } = await jwtVerify(token, key, options).catch(refuse)
    const claims = Claims.safeParse(payload)
    if (!claims.success) throw failure('unauthenticated', { detail: 'The token is not valid.', cause: claims.error })
    const { sub, sid, roles, exp } = claims.data
    if (exp * 1000 > now + (userTokenLifetime + CLOCK_SKEW) * 1000)
      throw failure('unauthenticated', 'The token lives longer than tokens may.')
    return { until: exp * 1000, user: { id: sub, roles, session: sid } }
  }

  return {
    async verify(token) {
      if (withdrawals !== keys.withdrawals) {
        withdrawals = keys.withdrawals
        verified.clear()
      }
      let entry = verified.get(token, clock.now())
      if (!entry) {
        entry = await examine(token)
        // A key that went away meanwhile may have been this token's: it is then looked at again the next time.
        if (withdrawals === keys.withdrawals) verified.set(token, entry)
      }
      if (revocations.has(entry.user.session)) throw failure('unauthenticated', 'This session has ended.')
      return entry.user
    },
    revoke: revocations.add,
    refreshRevocations: revocations.refresh,
    degraded: () => keys.degraded() || revocations.degraded(),
  }
}

const Claims = z.object({
  sub: z.string().min(1).max(200),
  sid: z.string().min(1).max(200),
  roles: z.array(z.string().max(100)).max(50),
  exp: z.number(),
})

function keyId(token: string): string {
  if (token.length > MAX_LENGTH) throw failure('unauthenticated', 'The token is too long.')
  const { kid } = header(token)
  if (typeof kid !== 'string') throw failure('unauthenticated', 'The token names no key.')
  return kid
}

function header(token: string) {
  try {
    return decodeProtectedHeader(token)
  } catch (cause) {
    throw failure('unauthenticated', { detail: 'The token is not valid.', cause })
  }
}

/** What jose finds wrong with a token is the token's fault; anything else is ours and stays what it is. */
function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw failure('unauthenticated', 'The token has expired.')
  if (error instanceof errors.JOSEError)
    throw failure('unauthenticated', { detail: 'The token is not valid.', cause: error })
  throw error
}
