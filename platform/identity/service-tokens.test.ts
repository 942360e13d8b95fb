import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { Secret } from '../config/index.ts'
import { Failure } from '../contract/index.ts'
import { anonymous, type Caller } from '../service/caller.ts'
import { manualClock } from '../testing/clock.ts'
import { createServiceTokens } from './service-tokens.ts'

const SECRET = 'a secret that is known to this test only'
const user = { id: '018f-1', roles: ['user'], session: 's-1' }
const fromOutside: Caller = { user, service: null }

function setUp() {
  const clock = manualClock()
  return { clock, tokens: createServiceTokens({ secret: new Secret(SECRET), clock }) }
}
/** A token by another implementation, with whatever claims. */
const foreign = (claims: Record<string, unknown>, secret = SECRET, alg = 'HS256') =>
  new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT' }).sign(new TextEncoder().encode(secret))
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function refusal(run: () => unknown): Failure {
  try {
    run()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('who calls', () => {
  test.each<[string, string, Caller, Caller]>([
    ['a user from outside', 'gateway', fromOutside, fromOutside],
    ['a visitor from outside', 'gateway', anonymous, anonymous],
    ['the gateway itself', 'gateway', { user: null, service: 'gateway' }, { user: null, service: 'gateway' }],
    ['a service for a user', 'ai', fromOutside, { user, service: 'ai' }],
    ['a service for a user, called by another', 'ai', { user, service: 'x' }, { user, service: 'ai' }],
    ['a service on its own', 'ai', { user: null, service: 'ai' }, { user: null, service: 'ai' }],
  ])('%s', (_, from, caller, seen) => {
    const { tokens } = setUp()
    expect(tokens.verify(tokens.mint({ from, to: 'search', caller }), 'search')).toEqual(seen)
  })

  test('any user and roles come out as they went in', () => {
    const { tokens } = setUp()
    const id = fc.string({ minLength: 1 }).filter((text) => text !== 'anonymous' && !text.startsWith('service:'))
    const users = fc.record({ id, roles: fc.array(fc.string()), session: fc.string({ minLength: 1 }) })
    fc.assert(
      fc.property(users, (someone) => {
        const token = tokens.mint({ from: 'ai', to: 'search', caller: { user: someone, service: null } })
        expect(tokens.verify(token, 'search').user).toEqual(someone)
      }),
    )
  })

  test('a token of another implementation is understood', async () => {
    const { tokens, clock } = setUp()
    const exp = Math.floor(clock.now() / 1000) + 300
    const token = await foreign({ iss: 'py', aud: 'search', sub: 'u', sid: 's', roles: ['user'], exp })
    expect(tokens.verify(token, 'search')).toEqual({ user: { id: 'u', roles: ['user'], session: 's' }, service: 'py' })
  })
})

describe('refusals', () => {
  test('no token: 401 Service token required', () => {
    const { tokens } = setUp()
    for (const none of [undefined, '']) {
      const { status, title } = refusal(() => tokens.verify(none, 'search'))
      expect({ status, title }).toEqual({ status: 401, title: 'Service token required' })
    }
  })

  const at = Math.floor(manualClock().now() / 1000)
  const good = { iss: 'ai', aud: 'search', sub: 'u', sid: 's', roles: [], exp: at + 60 }
  test.each<[string, () => string | Promise<string>]>([
    ['noise', () => 'noise'],
    ['four parts', () => 'a.b.c.d'],
    ['another secret', () => foreign(good, 'another secret of thirty-two characters')],
    ['another audience', () => foreign({ ...good, aud: 'content' })],
    ['several audiences', () => foreign({ ...good, aud: ['search', 'content'] })],
    ['no audience', () => foreign({ ...good, aud: undefined })],
    ['no issuer', () => foreign({ ...good, iss: undefined })],
    ['no subject', () => foreign({ ...good, sub: undefined })],
    ['no end', () => foreign({ ...good, exp: undefined })],
    ['an end in the past', () => foreign({ ...good, exp: at })],
    ['an end later than 300 s', () => foreign({ ...good, exp: at + 301 })],
    ['not valid yet', () => foreign({ ...good, nbf: at + 10 })],
    ['a user without a session', () => foreign({ ...good, sid: undefined })],
    ['a service that speaks for another', () => foreign({ ...good, sub: 'service:content' })],
    ['a service that speaks for a visitor', () => foreign({ ...good, sub: 'anonymous' })],
    ['HS512 with the same secret', () => foreign(good, SECRET, 'HS512')],
    ['alg none, unsigned', () => `${encoded({ alg: 'none' })}.${encoded(good)}.`],
    ['alg none, signed', () => signedAs({ alg: 'none' }, good)],
    ['a critical extension', () => signedAs({ alg: 'HS256', crit: ['b64'], b64: false }, good)],
  ])('%s: 403 Invalid service token', async (_, make) => {
    const { tokens } = setUp()
    const token = await make()
    const { status, title, detail } = refusal(() => tokens.verify(token, 'search'))
    expect({ status, title, detail }).toEqual({ status: 403, title: 'Invalid service token', detail: undefined })
  })
  const signedAs = (header: object, claims: object) => {
    const signed = `${encoded(header)}.${encoded(claims)}`
    return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`
  }

  test('the claims of the cases above are accepted as they are', async () => {
    expect(setUp().tokens.verify(await foreign(good), 'search').service).toBe('ai')
  })

  test('a token with any character changed', () => {
    const { tokens } = setUp()
    const token = tokens.mint({ from: 'ai', to: 'search', caller: fromOutside })
    const changed = fc
      .record({ at: fc.nat(token.length - 1), to: fc.constantFrom(...'AZaz09-_.') })
      .map(({ at, to }) => token.slice(0, at) + to + token.slice(at + 1))
      // The last character of a base64url text has bits that carry nothing.
      .filter((text) => text.slice(0, -1) !== token.slice(0, -1))
    fc.assert(
      fc.property(changed, (text) => {
        expect(refusal(() => tokens.verify(text, 'search')).status).toBe(403)
      }),
    )
  })

  test('a remembered token still ends, and still serves one audience', () => {
    const { tokens, clock } = setUp()
    const token = tokens.mint({ from: 'ai', to: 'search', caller: fromOutside })
    tokens.verify(token, 'search')
    expect(refusal(() => tokens.verify(token, 'content')).status).toBe(403)
    clock.advance(120_000)
    expect(refusal(() => tokens.verify(token, 'search')).status).toBe(403)
  })

  test('a user whose id looks like a service cannot be spoken for', () => {
    const { tokens } = setUp()
    for (const id of ['service:ai', 'anonymous'])
      expect(() => tokens.mint({ from: 'ai', to: 'search', caller: { user: { ...user, id }, service: null } })).toThrow(
        TypeError,
      )
  })

  test('a short secret', () => {
    expect(() => createServiceTokens({ secret: new Secret('short'), clock: manualClock() })).toThrow(TypeError)
  })
})

describe('minting', () => {
  test('the same token for a minute, then a new one, so that none is sent with less than a minute left', () => {
    const { tokens, clock } = setUp()
    const call = { from: 'ai', to: 'search', caller: fromOutside }
    const first = tokens.mint(call)
    clock.advance(59_000)
    expect(tokens.mint(call)).toBe(first)
    clock.advance(1_000)
    expect(tokens.mint(call)).not.toBe(first)
    clock.advance(59_000)
    expect(tokens.verify(first, 'search').user).toEqual(user)
  })

  test('another caller, session, role or callee gets another token', () => {
    const { tokens } = setUp()
    const as = (caller: Caller, from = 'ai', to = 'search') => tokens.mint({ from, to, caller })
    const all = [
      as(fromOutside),
      as(fromOutside, 'content'),
      as(fromOutside, 'ai', 'content'),
      as({ user: { ...user, id: 'other' }, service: null }),
      as({ user: { ...user, session: 'other' }, service: null }),
      as({ user: { ...user, roles: ['user', 'admin'] }, service: null }),
      as(anonymous),
    ]
    expect(new Set(all).size).toBe(all.length)
  })
})
