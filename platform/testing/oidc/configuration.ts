import { exportJWK, generateKeyPair } from 'jose'
import type { Configuration } from 'oidc-provider'
import type { Storage } from './storage.ts'

export interface Account {
  readonly email: string
  readonly name: string
  readonly password: string
}

export interface ClientOfProvider {
  readonly id: string
  readonly secret: string
}

/** What can be changed while it runs. */
export interface Behaviour {
  /** Seconds that an access token lasts. */
  accessToken: number
  /** Seconds that a refresh token lasts. */
  refreshToken: number
  /** Whether each refresh gives another refresh token; then one that comes back ends the whole grant. */
  rotate: boolean
}

export const GOOGLE_SCOPE = 'https://www.googleapis.com/auth/business.manage'

export async function configurationOf(
  client: ClientOfProvider,
  accounts: readonly Account[],
  behaviour: Behaviour,
  storage: Storage,
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return {
    adapter: storage.of,
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
        // Whatever address on this machine: see `redirectUriAllowed` in server.ts.
        redirect_uris: ['http://127.0.0.1/callback'],
        application_type: 'native',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'test' }] },
    cookies: { keys: ['not a secret'] },
    scopes: ['openid', 'email', 'profile', 'offline_access', GOOGLE_SCOPE],
    claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
    // Whose account it is stands in the ID token, as with Google.
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    issueRefreshToken: async () => true,
    rotateRefreshToken: () => behaviour.rotate,
    ttl: {
      AccessToken: () => behaviour.accessToken,
      RefreshToken: () => behaviour.refreshToken,
      AuthorizationCode: 60,
      Grant: YEAR,
      // Longer than any test moves its clock.
      IdToken: YEAR,
      Interaction: 3_600,
      Session: YEAR,
    },
    findAccount: (_ctx, id) => {
      const account = accounts.find(({ email }) => email === id)
      return account && { accountId: id, claims: async () => ({ sub: id, email: account.email, name: account.name }) }
    },
  }
}

const YEAR = 365 * 24 * 3_600
