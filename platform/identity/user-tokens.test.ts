import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import type { KeySet } from './keys.ts'
import { createUserTokens } from './user-tokens.ts'

interface Pair {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly jwk: JWK
}
async function pair(kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true })
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'EdDSA' } }
}
let first: Pair
let second: Pair
beforeAll(async () => {
  first = await pair('first')
  second = await pair('second')
})

/** A verifier whose source of keys is `source.keys()`; the test changes it and counts the loads. */
function setUp(keys: () => JWK[] | Promise<JWK[]> = () => [first.jwk]) {
  const clock = manualClock()
  const source = { keys, loads: 0 }
  const loadKeys = async (): Promise<KeySet> => {
    source.loads += 1
    return { keys: await source.keys() }
  }
  const tokens = createUserTokens({ loadKeys, clock, issuer: 'banyan', audience: 'banyan' })
  const seconds = () => Math.floor(clock.now() / 1000)
  const claims = (changes: Record<string, unknown> = {}) => ({
    iss: 'banyan',
    aud: 'banyan',
    sub: 'u-1',
    sid: 's-1',
    roles: ['user'],
    exp: seconds() + 300,
    ...changes,
  })
  const token = (changes?: Record<string, unknown>, by: Pair = first, kid: string | undefined = by.kid) =>
    new SignJWT(claims(changes)).setProtectedHeader({ alg: 'EdDSA', ...(kid && { kid }) }).sign(by.privateKey)
  return { clock, source, tokens, claims, token, seconds }
}
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const refused = { code: 'unauthenticated', status: 401 }
const someone = { id: 'u-1', roles: ['user'], session: 's-1' }

describe('a token', () => {
  test('tells whose it is', async () => {
    const { tokens, token } = setUp()
    expect(await tokens.verify(await token())).toEqual(someone)
  })

  test.each<[string, Record<string, unknown>]>([
    ['of another issuer', { iss: 'someone' }],
    ['without an issuer', { iss: undefined }],
    ['for another audience', { aud: 'someone' }],
    ['without an audience', { aud: undefined }],
    ['without a subject', { sub: undefined }],
    ['without a session', { sid: undefined }],
    ['without roles', { roles: undefined }],
    ['with roles that are no list', { roles: 'admin' }],
    ['without an end', { exp: undefined }],
    ['that has expired', { exp: Math.floor(manualClock().now() / 1000) }],
    ['that lives longer than tokens may', { exp: Math.floor(manualClock().now() / 1000) + 331 }],
    ['that is not valid yet', { nbf: Math.floor(manualClock().now() / 1000) + 10 }],
  ])('%s is refused', async (_, changes) => {
    const { tokens, token } = setUp()
    await expect(tokens.verify(await token(changes))).rejects.toMatchObject(refused)
  })

  test('that was verified once ends all the same', async () => {
    const { tokens, token, clock } = setUp()
    const ours = await token()
    await tokens.verify(ours)
    clock.advance(299_000)
    expect(await tokens.verify(ours)).toEqual(someone)
    clock.advance(1_000)
    await expect(tokens.verify(ours)).rejects.toMatchObject(refused)
  })

  test('with any character changed is refused', async () => {
    const { tokens, token } = setUp()
    const ours = await token()
    const changed = fc
      .record({ at: fc.nat(ours.length - 1), to: fc.constantFrom(...'AZaz09-_.') })
      .map(({ at, to }) => ours.slice(0, at) + to + ours.slice(at + 1))
      // The last character of a base64url text has bits that carry nothing.
      .filter((text) => text.slice(0, -1) !== ours.slice(0, -1))
    await fc.assert(
      fc.asyncProperty(changed, async (text) => {
        await expect(tokens.verify(text)).rejects.toMatchObject(refused)
      }),
    )
  })

  test('that is any other text is refused', async () => {
    const { tokens } = setUp()
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        await expect(tokens.verify(text)).rejects.toMatchObject(refused)
      }),
    )
    await expect(tokens.verify('a'.repeat(5000))).rejects.toMatchObject(refused)
  })
})

describe('the algorithm is never the token’s choice', () => {
  test('none', async () => {
    const { tokens, claims } = setUp()
    for (const alg of ['none', 'None', 'NONE'])
      await expect(tokens.verify(`${encoded({ alg, kid: 'first' })}.${encoded(claims())}.`)).rejects.toMatchObject(
        refused,
      )
  })

  test('HS256 with the public key as its secret, in each form it is known', async () => {
    const { tokens, claims } = setUp()
    const spki = await exportSPKI(first.publicKey)
    const forms = [
      spki,
      spki.trim(),
      first.jwk.x ?? '',
      JSON.stringify(first.jwk),
      Buffer.from(first.jwk.x ?? '', 'base64url'),
    ]
    for (const secret of forms) {
      const signed = `${encoded({ alg: 'HS256', kid: 'first' })}.${encoded(claims())}`
      const forged = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
      await expect(tokens.verify(forged)).rejects.toMatchObject(refused)
    }
  })

  test('a key that the token brings along', async () => {
    const { tokens, claims } = setUp()
    const forged = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'EdDSA', kid: 'first', jwk: second.jwk, jku: 'https://evil.example' })
      .sign(second.privateKey)
    await expect(tokens.verify(forged)).rejects.toMatchObject(refused)
  })

  test('keys of the set that are not for Ed25519 signatures are not used', async () => {
    const odd: JWK[] = [
      { ...second.jwk, use: 'enc' },
      { kty: 'oct', k: 'c2VjcmV0', kid: 'second' },
      { ...second.jwk, alg: 'HS256' },
    ]
    const { tokens, token } = setUp(() => [first.jwk, ...odd])
    await expect(tokens.verify(await token({}, second))).rejects.toMatchObject(refused)
    expect(await tokens.verify(await token())).toEqual(someone)
  })
})

describe('keys', () => {
  test('are loaded once for many at the same time', async () => {
    const { tokens, token, source } = setUp()
    const all = await Promise.all([1, 2, 3].map((n) => token({ sub: `u-${n}` })))
    const users = await Promise.all(all.map((one) => tokens.verify(one)))
    expect(users.map(({ id }) => id)).toEqual(['u-1', 'u-2', 'u-3'])
    expect(source.loads).toBe(1)
  })

  test('a new one is found as soon as a token names it', async () => {
    const { tokens, token, source, clock } = setUp()
    await tokens.verify(await token())
    source.keys = () => [first.jwk, second.jwk]
    clock.advance(5_000)
    expect(await tokens.verify(await token({ sub: 'u-2' }, second))).toMatchObject({ id: 'u-2' })
    expect(source.loads).toBe(2)
  })

  test('a storm of unknown ids loads at most once in five seconds', async () => {
    const { tokens, token, source, clock } = setUp()
    await tokens.verify(await token())
    clock.advance(5_000)
    for (let round = 0; round < 50; round++)
      await expect(tokens.verify(await token({}, second, `forged-${round}`))).rejects.toMatchObject(refused)
    expect(source.loads).toBe(2)
    clock.advance(4_999)
    await expect(tokens.verify(await token({}, second, 'again'))).rejects.toMatchObject(refused)
    expect(source.loads).toBe(2)
  })

  test('stay while their source is down, which is told', async () => {
    const { tokens, token, source, clock } = setUp()
    await tokens.verify(await token())
    expect(tokens.degraded()).toBe(false)
    source.keys = () => Promise.reject(new Error('down'))
    clock.advance(5_000)
    await expect(tokens.verify(await token({}, second))).rejects.toMatchObject(refused)
    expect(tokens.degraded()).toBe(true)
    expect(await tokens.verify(await token({ sub: 'u-9' }))).toMatchObject({ id: 'u-9' })
    source.keys = () => [first.jwk]
    clock.advance(5_000)
    expect(await tokens.verify(await token({ sub: 'u-8' }))).toMatchObject({ id: 'u-8' })
    await expect.poll(() => tokens.degraded()).toBe(false)
  })

  test('that were never had make it unavailable, not unauthenticated, until they are', async () => {
    const { tokens, token, source, clock } = setUp(() => Promise.reject(new Error('starting')))
    const ours = await token()
    await expect(tokens.verify(ours)).rejects.toMatchObject({ code: 'unavailable', status: 503 })
    source.keys = () => [first.jwk]
    clock.advance(5_000)
    expect(await tokens.verify(await token())).toEqual(someone)
  })

  test('a source that throws at once is asked again like any other', async () => {
    const clock = manualClock()
    let broken = true
    const loadKeys = () => {
      if (broken) throw new Error('not even a promise')
      return Promise.resolve({ keys: [first.jwk] })
    }
    const tokens = createUserTokens({ loadKeys, clock, issuer: 'banyan', audience: 'banyan' })
    const { token } = setUp()
    await expect(tokens.verify(await token())).rejects.toMatchObject({ code: 'unavailable' })
    broken = false
    clock.advance(5_000)
    expect(await tokens.verify(await token())).toEqual(someone)
  })

  test('one that is withdrawn takes its verified tokens along', async () => {
    const { tokens, token, source, clock } = setUp(() => [first.jwk, second.jwk])
    const theirs = await token({ sub: 'u-2', exp: Math.floor(clock.now() / 1000) + 325 }, second)
    await tokens.verify(theirs)
    source.keys = () => [first.jwk]
    clock.advance(300_000)
    // A known key is used at once while the keys are fetched again.
    await tokens.verify(await token())
    await expect
      .poll(() =>
        tokens.verify(theirs).then(
          () => 'accepted',
          () => 'refused',
        ),
      )
      .toBe('refused')
  })
})

describe('ended sessions', () => {
  const until = (clock: { now(): number }) => new Date(clock.now() + 300_000).toISOString()

  test('their tokens are refused at once, those of others are not', async () => {
    const { tokens, token, clock } = setUp()
    const ours = await token()
    const other = await token({ sid: 's-2' })
    await tokens.verify(ours)
    tokens.revoke([{ session: 's-1', until: until(clock) }])
    await expect(tokens.verify(ours)).rejects.toMatchObject(refused)
    await expect(tokens.verify(await token({ roles: [] }))).rejects.toMatchObject(refused)
    expect(await tokens.verify(other)).toMatchObject({ session: 's-2' })
  })

  test('stay ended while the list cannot be had, which is told', async () => {
    const { tokens, token, clock } = setUp()
    await tokens.refreshRevocations(async () => [{ session: 's-1', until: until(clock) }])
    await expect(tokens.refreshRevocations(() => Promise.reject(new Error('down')))).rejects.toThrow('down')
    expect(tokens.degraded()).toBe(true)
    await expect(tokens.verify(await token())).rejects.toMatchObject(refused)
    await tokens.refreshRevocations(async () => [])
    expect(tokens.degraded()).toBe(false)
    await expect(tokens.verify(await token())).rejects.toMatchObject(refused)
  })

  test('a refresh during a load waits for one that began after it', async () => {
    const { tokens, token, clock } = setUp()
    const early = Promise.withResolvers<[]>()
    const running = tokens.refreshRevocations(() => early.promise)
    let loads = 0
    const later = async () => {
      loads += 1
      return [{ session: 's-1', until: until(clock) }]
    }
    const waiting = [tokens.refreshRevocations(later), tokens.refreshRevocations(later)]
    expect(loads).toBe(0)
    early.resolve([])
    await Promise.all([running, ...waiting])
    expect(loads).toBe(1)
    await expect(tokens.verify(await token())).rejects.toMatchObject(refused)
  })

  test('the load that follows a failed one runs', async () => {
    const { tokens, token, clock } = setUp()
    const early = Promise.withResolvers<[]>()
    const running = tokens.refreshRevocations(() => early.promise)
    const following = tokens.refreshRevocations(async () => [{ session: 's-1', until: until(clock) }])
    early.reject(new Error('down'))
    await expect(running).rejects.toThrow('down')
    await following
    await expect(tokens.verify(await token())).rejects.toMatchObject(refused)
    expect(tokens.degraded()).toBe(false)
  })
})
