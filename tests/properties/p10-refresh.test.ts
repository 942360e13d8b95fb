import fc from 'fast-check'
import { expect } from 'vitest'
import { type Provider, providers, startAccounts } from './accounts/start.ts'
import { eventually } from './eventually.ts'
import { property } from './property.ts'

interface Lapse {
  /** Milliseconds since the token ended; below zero it is about to. */
  readonly ago: number
  /** Whether the provider gives another refresh token with it. */
  readonly rotate: boolean
  /** Seconds that the next one lasts. */
  readonly lasts: number
  /** How often the provider says that it cannot now, before it can. */
  readonly away: number
}
interface Life {
  readonly provider: Provider
  readonly lapses: readonly Lapse[]
}

const DAY = 24 * 3_600_000
const lives: fc.Arbitrary<Life> = fc.record({
  provider: fc.constantFrom(...providers),
  lapses: fc.array(
    fc.record({
      ago: fc.oneof(fc.integer({ min: -5_000, max: 0 }), fc.integer({ min: 0, max: 30 * DAY })),
      rotate: fc.boolean(),
      lasts: fc.integer({ min: 300, max: 90 * 24 * 3_600 }),
      // Each costs a wait.
      away: fc.oneof(
        { weight: 6, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) },
      ),
    }),
    { minLength: 1, maxLength: 2 },
  ),
})

// Feature: microservices-architecture, Property 10: An expired token is renewed with its refresh token when it is asked for
property(10, 'An expired token is renewed with its refresh token when it is asked for', async (links) => {
  const { close, oidc, started } = await startAccounts(links)
  let run = 0
  return {
    inputs: lives,
    async holds({ provider, lapses }: Life) {
      const user = `user-${run++}`
      oidc.behaviour.accessToken = 3_600
      oidc.behaviour.rotate = true
      const client = await started.connect(user, { provider })
      const input = { userId: user, provider }
      let last = await client.token(input)
      for (const { ago, rotate, lasts, away } of lapses) {
        oidc.behaviour.accessToken = lasts
        oidc.behaviour.rotate = rotate
        await started.expire(user, -ago)
        if (away > 0) oidc.fail({ kind: 'status', status: 503 }, { times: away })
        const begun = Date.now()
        const renewed = await client.token(input)
        started.forget()
        expect(renewed).toMatchObject({ isValid: true })
        expect(renewed).not.toHaveProperty('cached')
        expect(renewed.accessToken).not.toBe(last.accessToken)
        expect(renewed.version).toBeGreaterThan(last.version)
        expect(await oidc.accepts(renewed.accessToken)).toBe(true)
        const ends = Date.parse(renewed.expiresAt ?? '')
        expect(ends).toBeGreaterThanOrEqual(begun + lasts * 1_000 - 1_000)
        expect(ends).toBeLessThanOrEqual(Date.now() + lasts * 1_000)
        // Until it ends itself, it is the one.
        expect(await client.token(input)).toEqual(renewed)
        last = renewed
      }
      await eventually(() => started.heardOf(user)).toEqual(lapses.map(() => 'oauth.token.refreshed'))
      expect(oidc.counts.reused).toBe(0)
    },
    close,
  }
})
