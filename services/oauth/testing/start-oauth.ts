import { type Clock, systemClock } from 'banyan/clock'
import type { Client } from 'banyan/contract'
import type { TestDatabase } from 'banyan/testing/database'
import { answer } from 'banyan/testing/oidc/person'
import { type OidcOptions, type OidcProvider, startOidcProvider } from 'banyan/testing/oidc/server'
import { type Started, type StartedOptions, startServices } from 'banyan/testing/start'
import { oauth } from '../contract.ts'
import service from '../service.ts'
import { settingsFor } from './settings.ts'
import { type Heard, witness } from './witness.ts'

/** The provider that the tests connect to, and the page that it sends people back to. */
export const GOOGLE = 'GOOGLE_BUSINESS'
export const REDIRECT = 'http://127.0.0.1:3000/integrations/callback'

/** The service with a real provider, and a witness of its events. */
export interface StartedOauth extends AsyncDisposable {
  readonly app: Started
  readonly oidc: OidcProvider
  readonly heard: readonly Heard[]
  /** What was heard of a user, by type. */
  heardOf(user: string): string[]
  as(user: string): Promise<Client<typeof oauth>>
  admin(): Promise<Client<typeof oauth>>
  /** Signs the user in at the provider, and gives what is left to be exchanged. */
  goThere(user: string, options?: Going): Promise<Back>
  /** All of it. */
  connect(user: string, options?: Going): Promise<Client<typeof oauth>>
  /** As if the access token had ended a minute ago, or is about to in so many milliseconds. */
  expire(user: string, inMs?: number): Promise<void>
  /** Lets so much time pass that no breaker remembers a failure. */
  forget(): void
}

interface Going {
  readonly provider?: string
  readonly email?: string
}

/** What a provider sends a person back with. */
export interface Back {
  readonly provider: string
  readonly code: string
  readonly state: string
  readonly redirectUri: string
  readonly iss: string
}

export interface StartOauthOptions extends Pick<StartedOptions, 'links' | 'write' | 'limits'> {
  readonly oidc?: OidcOptions | OidcProvider
  readonly env?: Readonly<Record<string, string>>
  readonly database?: TestDatabase
}

export async function startOauth({ oidc: given, env, ...options }: StartOauthOptions = {}): Promise<StartedOauth> {
  const own = given && 'issuer' in given ? undefined : await startOidcProvider(given)
  const oidc = own ?? (given as OidcProvider)
  const heard: Heard[] = []
  let passed = 0
  const clock: Clock = { ...systemClock, monotonic: () => systemClock.monotonic() + passed }
  const app = await startServices({
    ...options,
    services: [service, witness(heard)],
    clock,
    env: { ...settingsFor(oidc), ...env },
  })
  const as = (user: string) => app.as(oauth, user)

  async function goThere(user: string, { provider = GOOGLE, email = 'ann@example.org' }: Going = {}): Promise<Back> {
    const client = await as(user)
    const { url, state } = await client.authorize({ provider, redirectUri: REDIRECT })
    const back = await answer(url, { email, password: 'password', allows: true })
    const { code = '', iss = '' } = Object.fromEntries(back.searchParams)
    return { provider, code, state, redirectUri: REDIRECT, iss }
  }

  return {
    app,
    oidc,
    heard,
    heardOf: (user) => heard.filter(({ data }) => data.userId === user).map(({ type }) => type),
    as,
    admin: () => app.as(oauth, 'root', ['admin']),
    goThere,
    async connect(user, going) {
      const client = await as(user)
      await client.exchange(await goThere(user, going))
      return client
    },
    async expire(user, inMs = -60_000) {
      const now = systemClock.now()
      await app.database.pool.query(
        'update oauth.connections set expires_at = $2, refresh_at = $3 where user_id = $1',
        [user, new Date(now + inMs), new Date(now - 60_000)],
      )
    },
    forget() {
      passed += 24 * 3_600_000
    },
    async [Symbol.asyncDispose]() {
      await app.close()
      await own?.close()
    },
  }
}

/** What the schedule does every five minutes. Resolves when it is done. */
export async function sweep({ app }: StartedOauth): Promise<void> {
  const { status } = await app.place.runtime.client(oauth, 'witness').sweep({}, { wait: 30_000 })
  if (status !== 'done') throw new Error(`the sweep is ${status}`)
}
