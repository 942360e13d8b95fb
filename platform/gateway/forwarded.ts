import type { IncomingMessage } from 'node:http'
import type { Client } from './client-address.ts'

/** The headers that the web gets for a request, name and value in turn. `connection` is what it says of the connection. */
export function forwardedHeaders(
  request: IncomingMessage,
  client: Client,
  context: { readonly requestId: string; readonly traceparent: string },
): string[] {
  const { headers } = request
  const named = namedByConnection(headers.connection)
  const sent: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || isDropped(name) || named?.has(name)) continue
    sent.push(name, typeof value === 'string' ? value : value.join(', '))
  }
  sent.push(
    'x-forwarded-for',
    client.ip,
    'x-forwarded-proto',
    client.https ? 'https' : 'http',
    'x-forwarded-host',
    headers.host ?? '',
    'x-request-id',
    context.requestId,
    'traceparent',
    context.traceparent,
  )
  return sent
}

/** Headers of one connection, which end at the next hop (RFC 9110, 7.6.1). */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Names that a `Connection` header declares to be of this connection only. */
export function namedByConnection(header: string | undefined): ReadonlySet<string> | undefined {
  if (header === undefined || header === 'keep-alive' || header === 'close') return undefined
  return new Set(
    header
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  )
}

/**
 * What outsiders may not say: who they are, where they come from, how Next.js should treat them inside, and names with `_`,
 * which some servers read as the same name with `-`.
 */
function isDropped(name: string): boolean {
  return HOP_BY_HOP.has(name) || FORGEABLE.has(name) || FORGEABLE_FAMILIES.test(name) || name.includes('_')
}

const FORGEABLE: ReadonlySet<string> = new Set([
  'expect',
  'forwarded',
  'traceparent',
  'x-auth-status',
  'x-client-ip',
  'x-deadline-ms',
  'x-http-method-override',
  'x-invoke-path',
  'x-matched-path',
  'x-now-route-matches',
  'x-original-url',
  'x-real-ip',
  'x-request-id',
  'x-rewrite-url',
  'x-service-token',
])
const FORGEABLE_FAMILIES = /^x-(?:user|auth|banyan|forwarded|middleware|original|envoy|invoke)(?:-|$)/
