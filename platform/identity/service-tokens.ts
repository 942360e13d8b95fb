import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock/index.ts'
import type { Secret } from '../config/index.ts'
import { Failure } from '../contract/index.ts'
import type { Caller } from '../service/caller.ts'
import { createHs256 } from './hs256.ts'
import { callerOf, ServiceClaims, subjectOf } from './service-claims.ts'
import { Verified } from './verified.ts'

/** The header that carries a service token. */
export const serviceTokenHeader = 'x-service-token'

/** No token may live longer, in seconds. */
const MAX_LIFETIME = 300
/** Seconds that ours live, and seconds after which a new one is minted: what is sent always has a minute left. */
const LIFETIME = 120
const RENEWED_AFTER = 60
/** Tokens remembered on each side: about 1 kB each. */
const REMEMBERED = 10_000

/** How services prove to each other who calls, and for whom. */
export interface ServiceTokens {
  /**
   * A token for calls of the service `from` to `to` on behalf of `caller.user`. From the gateway, a caller without user and
   * service is a visitor. The same token is given for about a minute.
   */
  mint(call: { readonly from: string; readonly to: string; readonly caller: Caller }): string
  /** Who calls `audience`. Throws 401 `Service token required` without a token, 403 `Invalid service token` for a bad one. */
  verify(token: string | undefined, audience: string): Caller
}

/** JWT signed with one secret of at least 32 characters. */
export function createServiceTokens({ secret, clock }: { secret: Secret; clock: Clock }): ServiceTokens {
  const jwt = createHs256(secret.reveal())
  const minted = new LRUCache<string, { readonly token: string; readonly renewAt: number }>({ max: REMEMBERED })
  const verified = new Verified<{ until: number; audience: string; caller: Caller }>(REMEMBERED)

  function examine(token: string) {
    const claims = ServiceClaims.parse(jwt.open(token))
    const now = clock.now() / 1000
    if (claims.exp <= now) throw new Error('expired')
    if (claims.exp > now + MAX_LIFETIME) throw new Error('lives longer than tokens may')
    if (claims.nbf !== undefined && claims.nbf > now) throw new Error('not valid yet')
    return { until: claims.exp * 1000, audience: claims.aud, caller: callerOf(claims) }
  }

  return {
    mint({ from, to, caller }) {
      const { user } = caller
      const sub = subjectOf(from, caller)
      const now = Math.floor(clock.now() / 1000)
      const key = [from, to, sub, user?.session ?? '', ...(user?.roles ?? [])].join('\0')
      const known = minted.get(key)
      if (known && now < known.renewAt) return known.token
      const identity = user ? { sub, roles: user.roles, sid: user.session } : { sub, roles: [] }
      const token = jwt.sign({ iss: from, aud: to, ...identity, iat: now, exp: now + LIFETIME })
      minted.set(key, { token, renewAt: now + RENEWED_AFTER })
      return token
    },
    verify(token, audience) {
      if (!token) throw new Failure('unauthenticated', 'unauthenticated', {}, 'Service token required')
      let entry = verified.get(token, clock.now())
      if (!entry) {
        try {
          entry = examine(token)
        } catch (cause) {
          throw refused(cause)
        }
        verified.set(token, entry)
      }
      if (entry.audience !== audience) throw refused(new Error(`meant for ${entry.audience}`))
      return entry.caller
    },
  }
}

/** The caller is told the title only; what is wrong stays with the cause, for the log. */
const refused = (cause: unknown) => new Failure('forbidden', 'forbidden', { cause }, 'Invalid service token')
