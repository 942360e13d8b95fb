import { createHmac, createPublicKey, generateKeyPairSync, KeyObject, sign } from 'node:crypto'
import type { Started } from 'banyan/testing/start'
import fc from 'fast-check'

/** What can be wrong with a token that says it is a user's. */
export type Mistake =
  | { readonly what: 'text'; readonly text: string }
  | { readonly what: 'claims'; readonly change: Readonly<Record<string, unknown>>; readonly expiresIn?: number }
  | {
      readonly what: 'foreignKey'
      readonly kid: string | undefined
      readonly embedded: boolean
    }
  | { readonly what: 'header'; readonly header: Readonly<Record<string, unknown>> }
  | { readonly what: 'unsigned'; readonly alg: string; readonly signature: string }
  | { readonly what: 'publicKeyAsSecret'; readonly alg: 'HS256' | 'HS512'; readonly form: 'raw' | 'jwk' | 'pem' | 'x' }
  | { readonly what: 'changed'; readonly part: 0 | 1 | 2; readonly at: number; readonly by: number }
  | { readonly what: 'cut'; readonly at: number }
  | { readonly what: 'endedSession' }

const years = 1e8
/** A claim that is not as it has to be; undefined leaves it out. */
const claims: fc.Arbitrary<Mistake> = fc
  .oneof(
    fc.record({ iss: fc.constantFrom(undefined, '', 'evil', 'Banyan', 'banyan/') }),
    fc.record({ aud: fc.constantFrom<unknown>(undefined, '', 'evil', ['evil'], 'Banyan') }),
    fc.record({ sub: fc.constantFrom<unknown>(undefined, '', 'x'.repeat(201)) }),
    fc.record({ sid: fc.constantFrom<unknown>(undefined, '', 7, null) }),
    fc.record({ roles: fc.constantFrom<unknown>(undefined, 'admin', [7], null, { admin: true }) }),
    fc.record({ exp: fc.constantFrom<unknown>(undefined, 'tomorrow', null) }),
    fc.record({ nbf: fc.integer({ min: 60, max: years }).map((later) => `+${later}`) }),
  )
  .map((change) => ({ what: 'claims', change }))

export const mistakes: fc.Arbitrary<Mistake> = fc.oneof(
  claims,
  // Expired, or alive for longer than any token may be.
  fc.oneof(fc.integer({ min: -years, max: -1 }), fc.integer({ min: 400, max: years })).map(
    (expiresIn): Mistake => ({
      what: 'claims',
      change: {},
      expiresIn,
    }),
  ),
  fc
    .oneof(fc.base64String({ maxLength: 40 }), fc.constantFrom('..', 'a.b.c', 'null', 'undefined', 'e30.e30.'))
    .map((text): Mistake => ({ what: 'text', text })),
  fc
    .record({ kid: fc.constantFrom('test', 'other', undefined, '../../dev/null', "' or 1=1"), embedded: fc.boolean() })
    .map((given): Mistake => ({ what: 'foreignKey', ...given })),
  fc
    .constantFrom<Record<string, unknown>>(
      { alg: 'Ed25519' },
      { crit: ['exp'] },
      { b64: false, crit: ['b64'] },
      { kid: 'other' },
      { kid: 7 },
    )
    .map((header): Mistake => ({ what: 'header', header })),
  fc
    .record({
      alg: fc.constantFrom('none', 'None', 'NONE', 'nOnE', 'EdDSA', ''),
      signature: fc.constantFrom('', 'AAAA'),
    })
    .map((given): Mistake => ({ what: 'unsigned', ...given })),
  fc
    .record({
      alg: fc.constantFrom('HS256' as const, 'HS512' as const),
      form: fc.constantFrom('raw', 'jwk', 'pem', 'x'),
    })
    .map((given) => ({ what: 'publicKeyAsSecret', ...given }) as Mistake),
  fc
    .record({
      part: fc.constantFrom(0 as const, 1 as const, 2 as const),
      at: fc.nat(1_000),
      by: fc.integer({ min: 1, max: 63 }),
    })
    .map((given): Mistake => ({ what: 'changed', ...given })),
  fc.nat(1_000).map((at): Mistake => ({ what: 'cut', at })),
  fc.constant<Mistake>({ what: 'endedSession' }),
)

/** Makes tokens with mistakes in them. `ended` is the token of a session that has ended, right in all else. */
export function userForger({ key, token }: Started, ended: string) {
  const known = createPublicKey({ key: key.known as never, format: 'jwk' })
  const right = KeyObject.from(key.signs)
  const foreign = generateKeyPairSync('ed25519')
  const own = foreign.publicKey.export({ format: 'jwk' })
  const now = () => Math.floor(Date.now() / 1000)

  return async function forged(mistake: Mistake): Promise<string> {
    const [iat, exp] = [now(), now() + 300]
    const claims = { sid: 's1', roles: ['admin'], sub: 'ann', iss: 'banyan', aud: 'banyan', iat, exp }
    switch (mistake.what) {
      case 'text':
        return mistake.text
      case 'claims': {
        const { nbf, ...change } = mistake.change
        const begins = nbf === undefined ? {} : { nbf: now() + Number(nbf) }
        const ends = mistake.expiresIn === undefined ? {} : { exp: now() + mistake.expiresIn }
        return signed({}, { ...claims, ...ends, ...begins, ...change }, right)
      }
      case 'foreignKey':
        return signed({ kid: mistake.kid, ...(mistake.embedded && { jwk: own }) }, claims, foreign.privateKey)
      case 'header':
        return signed(mistake.header, claims, right)
      case 'unsigned':
        return `${part({ alg: mistake.alg, kid: 'test' })}.${part(claims)}.${mistake.signature}`
      case 'publicKeyAsSecret':
        return withMac(mistake.alg, claims, secretOf(known, mistake.form))
      case 'changed':
        return changed(await token('ann', ['admin']), mistake)
      case 'cut':
        return cut(await token('ann', ['admin']), mistake.at)
      case 'endedSession':
        return ended
    }
  }
}

/** What a forger signs need not make sense, so no library does it. */
function signed(header: object, claims: object, key: KeyObject): string {
  const text = `${part({ alg: 'EdDSA', kid: 'test', ...header })}.${part(claims)}`
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function withMac(alg: 'HS256' | 'HS512', payload: object, secret: string | Buffer): string {
  const signed = `${part({ alg, kid: 'test' })}.${part(payload)}`
  return `${signed}.${createHmac(alg === 'HS256' ? 'sha256' : 'sha512', secret)
    .update(signed)
    .digest('base64url')}`
}

/** A public key in one of the forms in which a confused verifier might take it for a secret. */
function secretOf(known: KeyObject, form: 'raw' | 'jwk' | 'pem' | 'x'): string | Buffer {
  const jwk = known.export({ format: 'jwk' })
  if (form === 'pem') return known.export({ format: 'pem', type: 'spki' })
  if (form === 'jwk') return JSON.stringify(jwk)
  return form === 'x' ? String(jwk.x) : Buffer.from(String(jwk.x), 'base64url')
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** One character of one part is another. Not the last one, of which some bits say nothing. */
function changed(token: string, { part, at, by }: { part: number; at: number; by: number }): string {
  const parts = token.split('.')
  const text = parts[part] as string
  const where = at % (text.length - 1)
  const other = ALPHABET[(ALPHABET.indexOf(text[where] as string) + by) % ALPHABET.length]
  parts[part] = text.slice(0, where) + other + text.slice(where + 1)
  return parts.join('.')
}

const cut = (token: string, at: number): string => token.slice(0, at % (token.length - 1))
