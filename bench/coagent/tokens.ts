import { createHash } from 'node:crypto'
import { systemRandom as random } from '../../platform/clock/index.ts'
import { answer } from '../../platform/testing/oidc/person.ts'
import { decrypt, derivedKey, encrypt } from '../../services/oauth/vault/aes.ts'
import { rounds } from '../measure/rounds.ts'
import { type Spread, spread, timed } from '../measure/spread.ts'
import type { Ground } from './ground.ts'

export interface TokenResult {
  /** Milliseconds of an exchange, with what the provider takes: a token is sealed and stored. */
  readonly exchange: Spread
  /** Milliseconds of reading a valid token, one after the other; and reads a second, 16 callers at once. */
  readonly read: Spread
  readonly rate: number
  /** Callers at once of one token that has ended. */
  readonly refreshes: readonly Refresh[]
  /** Microseconds of CPU for a token: to seal it with a key of its own that is wrapped, and to open it. */
  readonly seal: number
  readonly open: number
}

export interface Refresh {
  readonly callers: number
  readonly wall: number
  readonly each: Spread
  /** How often the provider was asked for new tokens, and how often with one that was used up. */
  readonly refreshed: number
  readonly reused: number
}

const PROVIDER = 'GOOGLE_BUSINESS'
const REDIRECT = 'http://127.0.0.1:3000/integrations/callback'
const CALLERS = 16
const READS = 400

export async function tokens(ground: Ground): Promise<TokenResult> {
  const { oidc, people, query } = ground
  const exchange: number[] = []
  for (const { api } of people) {
    const { url, state } = await api.oauth.authorize({ provider: PROVIDER, redirectUri: REDIRECT })
    const back = await answer(url, { email: 'ann@example.org', password: 'password', allows: true })
    const { code = '', iss = '' } = Object.fromEntries(back.searchParams)
    const given = { provider: PROVIDER, code, state, redirectUri: REDIRECT, iss }
    exchange.push((await timed(() => api.oauth.exchange(given))).ms)
  }
  const token = (n: number) => {
    const { api, id } = people[n % people.length] as (typeof people)[number]
    return api.oauth.token({ userId: id, provider: PROVIDER })
  }
  const read: number[] = []
  for (let n = 0; n < READS; n++) read.push((await timed(() => token(n))).ms)
  let left = READS * 5
  const many = await timed(() =>
    Promise.all(
      Array.from({ length: CALLERS }, async () => {
        while (left-- > 0) await token(left)
      }),
    ),
  )
  const refreshes: Refresh[] = []
  for (const [at, callers] of [10, 50, 100].entries()) {
    const { id } = people[at] as (typeof people)[number]
    const past = new Date(Date.now() - 60_000)
    await query('update oauth.connections set expires_at = $2, refresh_at = $2 where user_id = $1', [id, past])
    const before = { ...oidc.counts }
    const { ms: wall, value } = await timed(() =>
      Promise.all(Array.from({ length: callers }, () => timed(() => token(at)))),
    )
    refreshes.push({
      callers,
      wall,
      each: spread(value.map(({ ms }) => ms)),
      refreshed: oidc.counts.refreshed - before.refreshed,
      reused: oidc.counts.reused - before.reused,
    })
  }
  return {
    exchange: spread(exchange),
    read: spread(read),
    rate: (READS * 5_000) / many.ms,
    refreshes,
    ...(await crypto()),
  }
}

/** As the vault does it: the record with a key of its own, and that key with one of the keyring. */
async function crypto(): Promise<{ seal: number; open: number }> {
  const root = derivedKey('a secret of the bench', 'bench')
  const plain = Buffer.from(JSON.stringify({ access: 'a'.repeat(900), refresh: 'r'.repeat(300) }))
  const about = createHash('sha256').update('whose it is').digest('hex')
  const seal = () => {
    const key = random.bytes(32)
    return { wrapped: encrypt(root, key, about, random), sealed: encrypt(key, plain, about, random) }
  }
  const { wrapped, sealed } = seal()
  const open = () => {
    const key = decrypt(root, wrapped, about)
    return key && decrypt(key, sealed, about)
  }
  const times = (name: string, work: () => unknown) => ({
    name,
    run: async (n: number) => {
      for (let i = 0; i < n; i++) work()
    },
  })
  const results = await rounds([times('seal', seal), times('open', open)], { n: 20_000, rounds: 7 })
  const [sealing, opening] = results.map(({ cpu }) => cpu / 1_000)
  return { seal: sealing ?? Number.NaN, open: opening ?? Number.NaN }
}
