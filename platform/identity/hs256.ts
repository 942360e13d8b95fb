import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

/** Signed JSON Web Tokens with one algorithm, HS256 (RFC 7515, 7519). Synchronous: it is on the way of every remote call. */
export interface Hs256 {
  sign(claims: object): string
  /** The claims of a token with the right signature; throws an `Error` that says what is wrong. Claims are the caller's to check. */
  open(token: string): unknown
}

const MAX_LENGTH = 8192

export function createHs256(secret: string): Hs256 {
  if (secret.length < 32) throw new TypeError('a secret for HS256 has at least 32 characters')
  const mac = (text: string) => createHmac('sha256', secret).update(text).digest()

  return {
    sign(claims) {
      const signed = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
      return `${signed}.${mac(signed).toString('base64url')}`
    },
    open(token) {
      const [header, payload, signature, ...more] = token.length > MAX_LENGTH ? [] : token.split('.')
      if (!header || !payload || !signature || more.length > 0) throw new Error('not a signed token')
      const given = Buffer.from(signature, 'base64url')
      const right = mac(`${header}.${payload}`)
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Error('wrong signature')
      Header.parse(json(header))
      return json(payload)
    },
  }
}

const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url')
/** The algorithm was never the token's choice; one that names another is refused all the same. */
const Header = z.object({ alg: z.literal('HS256'), crit: z.never().optional() })

const json = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
