import { type Cache, createCache } from 'banyan/cache'
import { type AuthorizationServer, discoveryRequest, processDiscoveryResponse } from 'oauth4webapi'
import { ask, type Target, WHOLE } from '../attempts.ts'
import type { Ground } from '../shape.ts'
import { answered, ProviderFault, REPEATABLE, unanswered } from './fault.ts'
import { requestOptions } from './request.ts'
import type { ClientSettings } from './settings.ts'

/**
 * Where a provider's endpoints are: as its settings say, and as it publishes itself, asked once an hour. Rejects with a
 * `ProviderFault` or a breaker's refusal; nothing that matters was sent by then.
 */
export type Metadata = (signal: AbortSignal) => Promise<AuthorizationServer>

export function metadataOf(client: ClientSettings, target: Target, { fetch }: Pick<Ground, 'fetch'>): Metadata {
  const { issuer, authorizeUrl, tokenUrl, revokeUrl } = client
  const told = {
    ...(authorizeUrl !== undefined && { authorization_endpoint: authorizeUrl }),
    ...(tokenUrl !== undefined && { token_endpoint: tokenUrl }),
    ...(revokeUrl !== undefined && { revocation_endpoint: revokeUrl }),
  }
  // Without an issuer both are there: the settings were checked.
  if (issuer === undefined) return async () => ({ issuer: new URL(tokenUrl ?? '').origin, ...told })

  const { clock, timeout } = target
  const cache: Cache<AuthorizationServer> = createCache({
    clock,
    max: 1,
    fresh: '1h',
    stale: { whileLoading: '1h', onFailure: '7d' },
    timeout: `${(WHOLE + 1) * timeout}ms`,
    // Whoever asked is told, or has what there was.
    failed: () => undefined,
  })
  const discover = async () => {
    const found = await ask(target, undefined, REPEATABLE, (signal) =>
      published(new URL(issuer), fetch, signal, clock.now()),
    )
    return { ...found, ...told }
  }
  return async (signal) => {
    try {
      return (await cache.get(issuer, discover, signal)).value
    } catch (error) {
      signal.throwIfAborted()
      throw error instanceof ProviderFault && error.passing ? new ProviderFault('unreached', error.details) : error
    }
  }
}

async function published(
  issuer: URL,
  fetch: Ground['fetch'],
  signal: AbortSignal,
  now: number,
): Promise<AuthorizationServer> {
  const options = requestOptions(fetch, issuer.href, signal)
  const look = (algorithm: 'oidc' | 'oauth2') =>
    discoveryRequest(issuer, { ...options, algorithm }).catch((error: unknown) => {
      throw unanswered(error)
    })
  let response = await look('oidc')
  if (response.status === 404) response = await look('oauth2')
  return processDiscoveryResponse(issuer, response).catch((error: unknown) => {
    throw answered(response, error, now)
  })
}
