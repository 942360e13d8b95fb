import type { OidcProvider } from 'banyan/testing/oidc/server'

/** Google Business, at this provider. */
export const settingsFor = ({ issuer, client }: Pick<OidcProvider, 'issuer' | 'client'>): Record<string, string> => ({
  PUBLIC_URL: 'http://127.0.0.1:3000',
  OAUTH_GOOGLE_BUSINESS_ISSUER: issuer,
  OAUTH_GOOGLE_BUSINESS_CLIENT_ID: client.id,
  OAUTH_GOOGLE_BUSINESS_CLIENT_SECRET: client.secret,
  OAUTH_SECRET: 'a secret of the tests, and of nothing else',
})
