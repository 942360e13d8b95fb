import { settle } from 'banyan/contract'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Back } from '../../services/oauth/testing/start-oauth.ts'
import { startAccounts } from './accounts/start.ts'
import { eventually } from './eventually.ts'
import { property } from './property.ts'

const GOOGLE = 'GOOGLE_BUSINESS'

/** One of many calls at the same time. */
interface Call {
  readonly what: 'read' | 'refresh' | 'reconnect' | 'disconnect'
  /** Which process it is made to. */
  readonly copy: number
  /** Turns of the event loop before it is made. */
  readonly after: number
}
interface Crowd {
  readonly calls: readonly Call[]
  readonly expired: boolean
}

const call = (what: fc.Arbitrary<Call['what']>): fc.Arbitrary<Call> =>
  fc.record({ what, copy: fc.nat({ max: 1 }), after: fc.nat({ max: 30 }) })
const crowds: fc.Arbitrary<Crowd> = fc.record({
  expired: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  calls: fc
    .tuple(
      fc.array(call(fc.constant('read')), { minLength: 2, maxLength: 16 }),
      fc.array(call(fc.constantFrom('refresh', 'read', 'reconnect', 'disconnect')), { maxLength: 4 }),
    )
    .map(([reads, others]) => [...reads, ...others]),
})

interface Read {
  readonly version: number
  readonly accessToken: string
}

// Feature: microservices-architecture, Property 11: Concurrent reads of a token see one state of it
property(11, 'Concurrent reads of a token see one state of it', async (links) => {
  const { close, copies, oidc, started } = await startAccounts(links, 2)
  const seen = { shared: 0, refreshed: 0 }
  let run = 0

  async function make({ what, copy, after }: Call, user: string, back: Back | undefined): Promise<Read | undefined> {
    for (let turn = 0; turn < after; turn++) await new Promise((resolve) => setImmediate(resolve))
    const at = copies[copy] ?? started
    const client = await at.as(user)
    const input = { userId: user, provider: GOOGLE }
    switch (what) {
      case 'reconnect':
        if (back) await client.exchange(back)
        return undefined
      case 'disconnect':
        await client.revoke(input)
        return undefined
      default: {
        const settled = await settle(what === 'read' ? client.token(input) : client.refresh({ provider: GOOGLE }))
        if (settled.ok) return settled.value
        // Who comes after a disconnection hears of that, and of nothing else.
        expect(settled.error.code).toBe('notConnected')
        return undefined
      }
    }
  }

  return {
    inputs: crowds,
    async holds({ calls, expired }: Crowd) {
      const user = `user-${run++}`
      const before = { ...oidc.counts }
      await started.connect(user)
      if (expired) await started.expire(user)
      // A person is at the provider once at a time; what he comes back with is used at the same time.
      const backs: (Back | undefined)[] = []
      for (const { what } of calls) backs.push(what === 'reconnect' ? await started.goThere(user) : undefined)
      const made = await Promise.all(calls.map((call, at) => make(call, user, backs[at])))
      const reads = made.filter((read) => read !== undefined)

      // A version is one token, whoever reads it wherever.
      const tokens = new Map<number, string>()
      for (const { version, accessToken } of reads) {
        expect(tokens.get(version) ?? accessToken).toBe(accessToken)
        tokens.set(version, accessToken)
      }
      expect(new Set(tokens.values()).size).toBe(tokens.size)
      // No refresh token was used twice, and no more were used than was asked for.
      expect(oidc.counts.reused).toBe(before.reused)
      const asked = calls.filter(({ what }) => what === 'refresh').length
      const refreshed = oidc.counts.refreshed - before.refreshed
      expect(refreshed).toBeLessThanOrEqual(asked + (expired ? 1 : 0))
      const quiet = calls.every(({ what }) => what === 'read')
      if (quiet) {
        expect(reads).toHaveLength(calls.length)
        expect(tokens.size).toBe(1)
        expect(refreshed).toBe(expired ? 1 : 0)
        expect(await oidc.accepts(reads[0]?.accessToken ?? '')).toBe(true)
        if (calls.length > 1 && expired) seen.shared++
      }
      seen.refreshed += refreshed
      // In the end both processes say the same.
      const ends = await Promise.all(
        copies.map(async (copy) => {
          const settled = await settle((await copy.as(user)).token({ userId: user, provider: GOOGLE }))
          return settled.ok ? settled.value : settled.error.code
        }),
      )
      expect(ends[1]).toEqual(ends[0])
      if (calls.every(({ what }) => what !== 'disconnect')) expect(ends[0]).toMatchObject({ isValid: true })
      await eventually(async () => {
        const { rows } = await started.app.database.pool.query(
          'select 1 from oauth.connections where user_id = $1 and lease_until is not null',
          [user],
        )
        return rows.length
      }).toBe(0)
    },
    async afterwards() {
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0)
    },
    close,
  }
})
