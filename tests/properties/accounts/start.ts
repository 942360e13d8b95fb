import { type OidcProvider, startOidcProvider } from 'banyan/testing/oidc/server'
import { type StartedOauth, startOauth } from '../../../services/oauth/testing/start-oauth.ts'
import type { Links } from '../property.ts'

export const providers = ['GOOGLE_BUSINESS', 'SOME_CRM'] as const
export type Provider = (typeof providers)[number]

export interface Accounts {
  readonly oidc: OidcProvider
  /** The service, as often as there are to be processes of it, on one database. */
  readonly copies: readonly StartedOauth[]
  /** The first. */
  readonly started: StartedOauth
  close(): Promise<void>
}

/** The service of connected accounts with a real provider, which it knows by two names. */
export async function startAccounts(links: Links, copies = 1): Promise<Accounts> {
  const oidc = await startOidcProvider()
  const { issuer, client } = oidc
  const env = {
    OAUTH_SOME_CRM_ISSUER: issuer,
    OAUTH_SOME_CRM_CLIENT_ID: client.id,
    OAUTH_SOME_CRM_CLIENT_SECRET: client.secret,
  }
  const started = await startOauth({ oidc, links, env })
  const others: StartedOauth[] = []
  for (let copy = 1; copy < copies; copy++)
    others.push(await startOauth({ oidc, links, env, database: started.app.database }))
  return {
    oidc,
    copies: [started, ...others],
    started,
    async close() {
      for (const each of [...others, started]) await each[Symbol.asyncDispose]()
      await oidc.close()
    },
  }
}
