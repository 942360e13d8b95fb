import type { IncomingMessage } from 'node:http'
import { type Failure, failure } from '../contract/index.ts'
import { ACCESS_COOKIE, cookie, REFRESH_COOKIE } from './cookies.ts'

/**
 * The failure of a request that another site may have made in a visitor's name: one that changes something, with our cookies,
 * whose `Origin` is missing or foreign. Browsers send `Origin` with every such request; `SameSite=Lax` alone lets a sibling
 * domain through.
 */
export function crossSite(
  { method = '', headers }: IncomingMessage,
  publicOrigins: readonly string[] | undefined,
): Failure | undefined {
  if (SAFE.has(method) || !carriesSession(headers.cookie)) return undefined
  return isOwn(headers.origin, headers.host, publicOrigins)
    ? undefined
    : failure('forbidden', 'This request comes from another site, or does not say where it comes from.')
}

/** Whether an `Origin` is this site: one of the public origins where they are configured, otherwise the host that was asked. */
export function isOwn(
  origin: string | undefined,
  host: string | undefined,
  publicOrigins: readonly string[] | undefined,
): boolean {
  if (origin === undefined) return false
  if (publicOrigins) return publicOrigins.includes(origin)
  return host !== undefined && /^https?:\/\/(.+)$/.exec(origin)?.[1]?.toLowerCase() === host.toLowerCase()
}

export const carriesSession = (cookies: string | undefined): boolean =>
  cookie(cookies, ACCESS_COOKIE) !== undefined || cookie(cookies, REFRESH_COOKIE) !== undefined

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
