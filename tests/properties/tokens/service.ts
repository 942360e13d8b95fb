import { systemClock } from 'banyan/clock'
import { Secret } from 'banyan/config'
import { createServiceTokens } from 'banyan/identity'
import fc from 'fast-check'

/** What can be wrong with a token that says it is a service's. */
export type ServiceMistake =
  | { readonly what: 'none' | 'otherSecret' | 'otherAudience' | 'expired' | 'usersToken' }
  | { readonly what: 'text'; readonly text: string }
  | { readonly what: 'unsigned'; readonly alg: string }

export const serviceMistakes: fc.Arbitrary<ServiceMistake> = fc.oneof(
  fc
    .constantFrom(
      'none' as const,
      'otherSecret' as const,
      'otherAudience' as const,
      'expired' as const,
      'usersToken' as const,
    )
    .map((what): ServiceMistake => ({ what })),
  fc.base64String({ minLength: 1, maxLength: 40 }).map((text): ServiceMistake => ({ what: 'text', text })),
  fc.constantFrom('none', 'HS256', 'EdDSA').map((alg): ServiceMistake => ({ what: 'unsigned', alg })),
)

/** Makes tokens with which nobody may call `audience`; undefined for none at all. `secret` is the right one. */
export function serviceForger(secret: Secret, usersToken: string) {
  const ours = createServiceTokens({ secret, clock: systemClock })
  const others = createServiceTokens({ secret: new Secret('x'.repeat(64)), clock: systemClock })
  const past = createServiceTokens({ secret, clock: { ...systemClock, now: () => systemClock.now() - 3_600_000 } })
  const caller = { user: { id: 'ann', roles: ['admin'], session: 's1' }, service: null }

  return function forged(mistake: ServiceMistake, audience: string): string | undefined {
    const call = { from: 'gateway', to: audience, caller }
    switch (mistake.what) {
      case 'none':
        return undefined
      case 'otherSecret':
        return others.mint(call)
      case 'otherAudience':
        return ours.mint({ ...call, to: `${audience}x` })
      case 'expired':
        return past.mint(call)
      case 'usersToken':
        return usersToken
      case 'text':
        return mistake.text
      case 'unsigned': {
        const [, claims] = ours.mint(call).split('.')
        return `${Buffer.from(JSON.stringify({ alg: mistake.alg })).toString('base64url')}.${claims}.`
      }
    }
  }
}
