import { answer } from '../../platform/testing/oidc/person.ts'
import type { OidcProvider } from '../../platform/testing/oidc/server.ts'
import type { Person } from './person.ts'

export const GOOGLE = 'GOOGLE_BUSINESS'
export const REDIRECT = 'http://127.0.0.1:3000/integrations/callback'

/** The settings by which a provider on this machine stands in for Google Business. */
export const asGoogle = ({ issuer, client }: Pick<OidcProvider, 'issuer' | 'client'>): Record<string, string> => ({
  OAUTH_GOOGLE_BUSINESS_ISSUER: issuer,
  OAUTH_GOOGLE_BUSINESS_CLIENT_ID: client.id,
  OAUTH_GOOGLE_BUSINESS_CLIENT_SECRET: client.secret,
  OAUTH_REDIRECT_URIS: REDIRECT,
})

/** What a person who was at the provider comes back with, to be exchanged. */
export async function atProvider({ api }: Person) {
  const { url, state } = await api.oauth.authorize({ provider: GOOGLE, redirectUri: REDIRECT })
  const back = await answer(url, { email: 'ann@example.org', password: 'password', allows: true })
  return { provider: GOOGLE, code: back.searchParams.get('code') ?? '', state, redirectUri: REDIRECT }
}

/** A person with a connected account. */
export async function connected(person: Person): Promise<void> {
  await person.api.oauth.exchange(await atProvider(person))
}
