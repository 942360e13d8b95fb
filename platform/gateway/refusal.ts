import type { IncomingMessage } from 'node:http'
import { type Failure, failure } from '../contract/index.ts'

/**
 * Why a request is not taken, of those that `node:http` lets through. Each of them can be read in two ways, and a request
 * that the gateway reads differently from what is behind it is how its rules are walked around.
 */
export function refusalOf({
  url = '',
  method,
  headers,
  rawHeaders,
  httpVersion,
}: IncomingMessage): Failure | undefined {
  if (!url.startsWith('/') && !(url === '*' && method === 'OPTIONS'))
    return failure('invalid', 'The request target must be a path.')
  if (httpVersion === '1.0' && headers['transfer-encoding'] !== undefined)
    return failure('invalid', 'HTTP/1.0 has no Transfer-Encoding.')
  if (headers.host !== undefined && !HOST.test(headers.host))
    return failure('invalid', 'The Host header is not a host.')
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts > 1 ? failure('invalid', 'There is more than one Host header.') : undefined
}

/** A name, an IPv4 or a bracketed IPv6 address, and perhaps a port. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i
