import { settle } from 'banyan/contract'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Back } from '../../services/oauth/testing/start-oauth.ts'
import { type Provider, providers, startAccounts } from './accounts/start.ts'
import { property } from './property.ts'

/** What may be wrong with an exchange. */
const mistakes = ['code', 'state', 'redirectUri', 'provider', 'iss', 'user'] as const
type Mistake = (typeof mistakes)[number]

interface Connecting {
  readonly provider: Provider
  readonly email: string
  /** Tried before the one that is right; with a text in the place of what has to be there. */
  readonly wrong: readonly { readonly mistake: Mistake; readonly text: string }[]
  /** How often the provider says that it cannot now. */
  readonly away: number
}

const text = fc.stringMatching(/^[\w-]{1,60}$/)
const connectings: fc.Arbitrary<Connecting> = fc.record({
  provider: fc.constantFrom(...providers),
  email: fc.constantFrom('ann@example.org', 'ben@example.org'),
  wrong: fc.array(fc.record({ mistake: fc.constantFrom(...mistakes), text }), { maxLength: 2 }),
  // Each costs a wait.
  away: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) }),
})

// Feature: microservices-architecture, Property 8: A valid code is exchanged for an access and a refresh token
property(8, 'A valid code is exchanged for an access and a refresh token', async (links) => {
  const { close, oidc, started } = await startAccounts(links)
  let run = 0

  /** Another user may not use it, which leaves it as it is; whatever else is wrong uses the state up. */
  async function tryWrong(user: string, back: Back, mistake: Mistake, text: string): Promise<string | undefined> {
    const other = providers.find((each) => each !== back.provider) ?? back.provider
    const wrong = {
      code: { code: text },
      state: { state: text },
      redirectUri: { redirectUri: `http://127.0.0.1:3000/${text}` },
      provider: { provider: other },
      iss: { iss: `https://${text}.example.org` },
      user: {},
    }[mistake]
    const client = await started.as(mistake === 'user' ? `not ${user}` : user)
    const settled = await settle(client.exchange({ ...back, ...wrong }))
    return settled.ok ? undefined : settled.error.code
  }

  return {
    inputs: connectings,
    async holds({ provider, email, wrong, away }: Connecting) {
      const user = `user ${run++}`
      const client = await started.as(user)
      const stateOf = async (who: string) =>
        (await (await started.as(who)).connections({})).find((each) => each.provider === provider)?.state
      let back = await started.goThere(user, { provider, email })
      for (const { mistake, text } of wrong) {
        const refusal = await tryWrong(user, back, mistake, text)
        expect(refusal).toBe(mistake === 'code' || mistake === 'iss' ? 'codeRefused' : 'stateRefused')
        expect(await stateOf(user)).toBe('not_connected')
        if (mistake !== 'user' && mistake !== 'state') back = await started.goThere(user, { provider, email })
      }
      if (away > 0) oidc.fail({ kind: 'status', status: 503 }, { times: away })
      expect(await client.exchange(back)).toMatchObject({ success: true })
      started.forget()
      expect(await stateOf(user)).toBe('connected')
      expect(await stateOf(`not ${user}`)).toBe('not_connected')

      const input = { userId: user, provider }
      const { accessToken } = await client.token(input)
      expect(await oidc.accepts(accessToken)).toBe(true)
      // There is a refresh token, and it is good.
      const renewed = await client.refresh({ provider })
      expect(renewed.accessToken).not.toBe(accessToken)
      expect(await oidc.accepts(renewed.accessToken)).toBe(true)
      // And all of it works once.
      expect(await settle(client.exchange(back))).toMatchObject({ error: { code: 'stateRefused' } })
    },
    close,
  }
})
