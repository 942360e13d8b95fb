import { systemClock } from 'banyan/clock'
import { type Breaker, presets as policies } from 'banyan/resilience'
import {
  type AuthorizationServer,
  authorizationCodeGrantRequest,
  type Client,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  clockSkew,
  clockTolerance,
  expectNoNonce,
  getValidatedIdTokenClaims,
  None,
  processAuthorizationCodeResponse,
  processRefreshTokenResponse,
  processRevocationResponse,
  refreshTokenGrantRequest,
  revocationRequest,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi'
import { ask, type Target } from '../attempts.ts'
import type { Ground } from '../shape.ts'
import { answered, ONCE, ProviderFault, REPEATABLE, unanswered } from './fault.ts'
import { metadataOf } from './metadata.ts'
import { requestOptions } from './request.ts'
import type { ClientSettings, ProviderSettings } from './settings.ts'

/** What a provider grants. */
export interface Grant {
  readonly accessToken: string
  /** Absent where there is none, or where the one that was used goes on. */
  readonly refreshToken: string | undefined
  /** Milliseconds since the epoch; undefined where the provider names no end. */
  readonly expiresAt: number | undefined
  readonly scope: string | undefined
  /** Whose account it is: an address or a name. */
  readonly account: string | undefined
}

/** What proves at the exchange that it ends what was begun here. */
export interface Proof {
  /** PKCE, RFC 7636. */
  readonly verifier: string
  readonly nonce: string
}

export interface Callback {
  readonly code: string
  readonly state: string
  readonly redirectUri: string
  readonly iss: string | undefined
}

/** A provider that this server is a client of. Every request rejects with a `ProviderFault`, or with the signal's reason. */
export interface Provider {
  readonly settings: ProviderSettings
  readonly rotates: boolean | undefined
  readonly breaker: Breaker
  /** Resolves when it is known where its endpoints are. */
  ready(signal: AbortSignal): Promise<void>
  authorizationUrl(redirectUri: string, state: string, proof: Proof, signal: AbortSignal): Promise<string>
  exchange(callback: Callback, proof: Proof, signal: AbortSignal): Promise<Grant>
  refresh(refreshToken: string, signal: AbortSignal): Promise<Grant>
  /** RFC 7009. False where the provider has no way to tell it. */
  revoke(token: string, signal: AbortSignal): Promise<boolean>
}

type Around = Pick<Ground, 'breakers' | 'clock' | 'fetch' | 'random'>

/** `timeout` in milliseconds, for one request. */
export function createProvider(
  settings: ProviderSettings,
  own: ClientSettings,
  around: Around,
  timeout: number,
): Provider {
  const { breakers, clock, fetch, random } = around
  /** One for where tokens come from, one for where they are revoked: that may fail by itself. */
  const targetOf = (name: string): Target => {
    const judge = (error: unknown) => (error instanceof ProviderFault ? error.verdict : 'nothing')
    return { breaker: breakers.named(name, policies.external.breaker, judge), clock, random, timeout }
  }
  const tokens = targetOf(settings.name)
  const revocations = targetOf(`${settings.name} revocation`)
  const metadata = metadataOf(own, tokens, { fetch })
  const client = (): Client => ({
    client_id: own.id,
    // The library reads the machine's clock: it is told how far ours is from it.
    [clockSkew]: Math.round((clock.now() - systemClock.now()) / 1_000),
    // Tokens that are there are not thrown away because the provider's clock is a minute off.
    [clockTolerance]: 300,
  })

  async function answerOf<T>(sent: Promise<Response>, read: (response: Response) => Promise<T>): Promise<T> {
    const response = await sent.catch((error: unknown) => {
      throw unanswered(error)
    })
    try {
      return await read(response)
    } catch (error) {
      throw answered(response, error, clock.now())
    }
  }

  function grantOf(answer: TokenEndpointResponse, asked: number): Grant {
    const claims = getValidatedIdTokenClaims(answer)
    const account = [claims?.email, claims?.name, claims?.sub].find((claim) => typeof claim === 'string')
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token,
      // Counted from when it was asked for: it was granted later, and ends later.
      expiresAt: answer.expires_in === undefined ? undefined : asked + answer.expires_in * 1_000,
      scope: answer.scope,
      account: typeof account === 'string' ? account : undefined,
    }
  }

  return {
    settings,
    rotates: own.rotates,
    breaker: tokens.breaker,
    ready: async (signal) => void (await metadata(signal)),
    async authorizationUrl(redirectUri, state, { verifier, nonce }, signal) {
      const server = await metadata(signal)
      if (server.authorization_endpoint === undefined) throw new ProviderFault('refused', { code: 'no_endpoint' })
      const url = new URL(server.authorization_endpoint)
      const parameters = {
        ...own.parameters,
        response_type: 'code',
        client_id: own.id,
        redirect_uri: redirectUri,
        ...(own.scopes !== '' && { scope: own.scopes }),
        state,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(isOpenId(own) && { nonce }),
      }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      return url.href
    },
    async exchange(callback, { verifier, nonce }, signal) {
      const server = await metadata(signal)
      const parameters = validated(server, client(), callback)
      return ask(tokens, signal, ONCE, async (signal) => {
        const asked = clock.now()
        const options = requestOptions(fetch, server.token_endpoint, signal)
        const auth = authOf(own, server)
        const { redirectUri } = callback
        return answerOf(
          authorizationCodeGrantRequest(server, client(), auth, parameters, redirectUri, verifier, options),
          async (response) =>
            grantOf(
              await processAuthorizationCodeResponse(server, client(), response, {
                expectedNonce: isOpenId(own) ? nonce : expectNoNonce,
              }),
              asked,
            ),
        )
      })
    },
    async refresh(refreshToken, signal) {
      const server = await metadata(signal)
      return ask(tokens, signal, ONCE, async (signal) => {
        const asked = clock.now()
        const options = requestOptions(fetch, server.token_endpoint, signal)
        return answerOf(
          refreshTokenGrantRequest(server, client(), authOf(own, server), refreshToken, options),
          async (response) => grantOf(await processRefreshTokenResponse(server, client(), response), asked),
        )
      })
    },
    async revoke(token, signal) {
      const server = await metadata(signal)
      if (server.revocation_endpoint === undefined) return false
      return ask(revocations, signal, REPEATABLE, async (signal) => {
        const options = requestOptions(fetch, server.revocation_endpoint, signal)
        await answerOf(
          revocationRequest(server, client(), authOf(own, server), token, options),
          processRevocationResponse,
        )
        return true
      })
    },
  }
}

const isOpenId = ({ scopes }: ClientSettings): boolean => scopes.split(' ').includes('openid')

/** What the library takes for the answer of the authorization endpoint. The state is ours, and was checked. */
function validated(server: AuthorizationServer, client: Client, { code, state, iss }: Callback): URLSearchParams {
  const parameters = new URLSearchParams({ code, state, ...(iss !== undefined && { iss }) })
  // Whoever forwards only code and state loses `iss`: it is checked where it is there.
  const lenient = { ...server, authorization_response_iss_parameter_supported: iss !== undefined }
  try {
    return validateAuthResponse(lenient, client, parameters, state)
  } catch {
    throw new ProviderFault('grantRefused', { code: 'wrong_issuer' })
  }
}

function authOf({ secret, authMethod }: ClientSettings, server: AuthorizationServer): ClientAuth {
  if (secret === undefined || authMethod === 'none') return None()
  const supported = server.token_endpoint_auth_methods_supported
  const byDefault =
    !supported || supported.includes('client_secret_basic') ? 'client_secret_basic' : 'client_secret_post'
  return (authMethod ?? byDefault) === 'client_secret_post'
    ? ClientSecretPost(secret.reveal())
    : ClientSecretBasic(secret.reveal())
}
