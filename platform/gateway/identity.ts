import { Failure, failure } from '../contract/index.ts'
import type { Exchange } from '../hosts/node/exchange.ts'
import type { User } from '../service/caller.ts'
import { ACCESS_COOKIE, cookie } from './cookies.ts'
import { crossSite } from './cross-site.ts'
import type { GatewayOptions } from './types.ts'

/**
 * Who asks, by the `Authorization` header or else by the cookie. A bad header fails always: its sender believes to be signed
 * in. A cookie is sent whether the sender cares or not, so on a public operation (`open`) an expired one is like none.
 */
export async function identified(exchange: Exchange, open: boolean, options: GatewayOptions): Promise<User | null> {
  const { headers } = exchange.request
  const byHeader = headers.authorization !== undefined
  const token = byHeader ? bearerToken(exchange) : cookieToken(exchange, options.publicOrigins)
  if (!token) {
    if (open) return null
    throw failure('unauthenticated')
  }
  try {
    const user = await options.identify(token)
    exchange.userId = user.id
    if (options.identityDegraded?.()) exchange.append('x-auth-status', 'degraded')
    return user
  } catch (error) {
    const invalid = error instanceof Failure && error.kind === 'unauthenticated'
    if (invalid && open && !byHeader) return null
    if (invalid) exchange.append('www-authenticate', INVALID_TOKEN)
    throw error
  }
}

function bearerToken(exchange: Exchange): string {
  const token = BEARER.exec(exchange.request.headers.authorization ?? '')?.[1]
  if (token !== undefined) return token
  exchange.append('www-authenticate', INVALID_TOKEN)
  throw failure('unauthenticated', 'Authorization is "Bearer" and an access token.')
}

function cookieToken({ request }: Exchange, publicOrigins: readonly string[] | undefined): string | undefined {
  const refused = crossSite(request, publicOrigins)
  if (refused) throw refused
  return cookie(request.headers.cookie, ACCESS_COOKIE)
}

const BEARER = /^bearer +([\w.~+/-]+=*)$/i
const INVALID_TOKEN = 'Bearer error="invalid_token"'
