import { type Client, settle } from 'banyan/contract'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { oauth } from '../../services/oauth/contract.ts'
import { type Provider, providers, startAccounts } from './accounts/start.ts'
import { property } from './property.ts'

const deeds = ['begin', 'connect', 'use', 'refresh', 'interrupt', 'disconnect'] as const
interface Deed {
  readonly what: (typeof deeds)[number]
  readonly provider: Provider
}
interface Story {
  readonly deeds: readonly Deed[]
  /** Which byte of what is stored is changed in the end, as a share of all, and how. */
  readonly at: number
  readonly flip: number
}

const stories: fc.Arbitrary<Story> = fc.record({
  // Without a connection there is little to be done.
  deeds: fc
    .tuple(
      fc.constantFrom(...providers),
      fc.array(fc.record({ what: fc.constantFrom(...deeds), provider: fc.constantFrom(...providers) }), {
        maxLength: 4,
      }),
    )
    .map(([provider, rest]) => [{ what: 'connect' as const, provider }, ...rest]),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  flip: fc.integer({ min: 1, max: 255 }),
})

// Feature: microservices-architecture, Property 9: Stored tokens are encrypted
property(9, 'Stored tokens are encrypted', async (links) => {
  const { close, oidc, started } = await startAccounts(links)
  const { pool } = started.app.database
  // The provider does not hear of what is disconnected, so that it stays where it waits.
  const atRevocation = ({ path }: { readonly path: string }) => path === '/token/revocation'
  oidc.fail({ kind: 'status', status: 503 }, { times: Number.POSITIVE_INFINITY, when: atRevocation })
  const seen = { tokens: 0, revocations: 0, pending: 0, tampered: 0 }
  let run = 0

  async function carryOut(client: Client<typeof oauth>, user: string, { what, provider }: Deed): Promise<void> {
    const input = { userId: user, provider }
    switch (what) {
      case 'begin':
        await started.goThere(user, { provider })
        return
      case 'connect':
        await started.connect(user, { provider })
        return
      case 'use':
        await settle(client.token(input))
        return
      case 'refresh':
        await settle(client.refresh({ provider }))
        return
      case 'interrupt': {
        const { rows } = await pool.query(
          'select 1 from oauth.connections where user_id = $1 and provider = $2 and refreshable',
          [user, provider],
        )
        if (rows.length === 0) return
        oidc.fail({ kind: 'lost' })
        await settle(client.refresh({ provider }))
        return
      }
      case 'disconnect':
        await client.revoke(input)
    }
  }

  /** Every row of the service's, of the engine's and of what was announced, that is about this user, as text. */
  async function rowsOf(user: string): Promise<string[]> {
    const texts: string[] = []
    for (const table of ['oauth.connections', 'oauth.tokens', 'oauth.pending', 'oauth.revocations'] as const) {
      const { rows } = await pool.query(`select t::text as row from ${table} as t where user_id = $1`, [user])
      texts.push(...rows.map(({ row }) => row))
      const name = table.slice('oauth.'.length)
      if (name in seen) seen[name as keyof typeof seen] += rows.length
    }
    for (const table of ['banyan.jobs', 'banyan.inbox', 'banyan.outbox', 'banyan.keys']) {
      const { rows } = await pool.query(`select t::text as row from ${table} as t where t::text like $1`, [`%${user}%`])
      texts.push(...rows.map(({ row }) => row))
    }
    return texts
  }

  /** Changes one byte of a record, and looks whether anything opens it. */
  async function tamper(client: Client<typeof oauth>, user: string, { at, flip }: Story): Promise<void> {
    const { rows } = await pool.query('select provider, wrapped_key, sealed from oauth.tokens where user_id = $1', [
      user,
    ])
    for (const { provider, wrapped_key, sealed } of rows) {
      const input = { userId: user, provider }
      const good = await settle(client.token(input))
      if (!good.ok) continue
      const place = Math.floor(at * (wrapped_key.length + sealed.length))
      const column = place < wrapped_key.length ? 'wrapped_key' : 'sealed'
      const bytes = Buffer.from(column === 'sealed' ? sealed : wrapped_key)
      const index = column === 'sealed' ? place - wrapped_key.length : place
      bytes[index] = (bytes[index] ?? 0) ^ flip
      const put = (value: Buffer) =>
        pool.query(`update oauth.tokens set ${column} = $3 where user_id = $1 and provider = $2`, [
          user,
          provider,
          value,
        ])
      await put(bytes)
      expect(await settle(client.token(input))).toMatchObject({ error: { code: 'reconnectNeeded' } })
      await put(column === 'sealed' ? sealed : wrapped_key)
      expect(await client.token(input)).toEqual(good.value)
      seen.tampered++
    }
  }

  return {
    inputs: stories,
    async holds(story: Story) {
      const user = `user-${run++}.`
      const before = new Set(oidc.issued)
      const client = await started.as(user)
      for (const deed of story.deeds) await carryOut(client, user, deed)
      started.forget()
      const issued = [...oidc.issued].filter((token) => !before.has(token))
      const stored = (await rowsOf(user)).join('\n')
      for (const token of issued)
        for (const form of [token, Buffer.from(token).toString('hex'), Buffer.from(token).toString('base64')])
          expect(stored).not.toContain(form)
      await tamper(client, user, story)
    },
    async afterwards() {
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0)
    },
    close,
  }
})
