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
  const { authorization } = exchange.request.headers
  const user =
    authorization !== undefined
      ? await byHeader(exchange, authorization, options)
      : await byCookie(exchange, open, options)
  if (user) {
    exchange.userId = user.id
    if (options.identityDegraded?.()) exchange.append('x-auth-status', 'degraded')
  } else if (!open) throw failure('unauthenticated')
  return user
}

async function byHeader(exchange: Exchange, header: string, { identify }: GatewayOptions): Promise<User> {
  const token = BEARER.exec(header)?.[1]
  try {
    if (token === undefined) throw failure('unauthenticated', 'Authorization is "Bearer" and an access token.')
    return await identify(token)
  } catch (error) {
    exchange.append('www-authenticate', 'Bearer error="invalid_token"')
    throw error
  }
}

async function byCookie(
  exchange: Exchange,
  open: boolean,
  { identify, publicOrigins }: GatewayOptions,
): Promise<User | null> {
  const refused = crossSite(exchange.request, publicOrigins)
  if (refused) throw refused
  const token = cookie(exchange.request.headers.cookie, ACCESS_COOKIE)
  if (!token) return null
  try {
    return await identify(token)
  } catch (error) {
    if (open && error instanceof Failure && error.kind === 'unauthenticated') return null
    throw error
  }
}

const BEARER = /^bearer +([\w.~+/-]+=*)$/i
