import { settle } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auth, type Tokens } from '../contract.ts'
import authService from '../service.ts'

let app: Started
let tokens: Tokens
beforeAll(async () => {
  app = await startServices({
    services: [authService],
    env: { AUTH_SECRET: 'a secret of more than thirty-two characters' },
  })
  tokens = await (await app.as(auth)).register({ email: 'ann@example.org', password: 'correct horse', name: 'Ann' })
})
afterAll(() => app.close())

const validate = async (token: string) => settle((await app.as(auth)).validate({ token }))
const jwks = async () => (await fetch(`${app.baseUrl}/.well-known/jwks.json`)).json()

test('a live access token tells its account', async () => {
  expect(await validate(tokens.accessToken)).toEqual({ ok: true, value: { user: tokens.user, valid: true } })
})

test('anything else is 401', async () => {
  const [head, claims] = tokens.accessToken.split('.')
  // Signed by a key that the gateway of this test believes, and this service has never seen.
  const foreign = await app.token(tokens.user.id)
  for (const token of ['x', `${head}.${claims}.`, tokens.refreshToken, foreign])
    expect(await validate(token)).toMatchObject({ ok: false, error: { code: 'invalidToken', status: 401 } })
  expect(await validate('')).toMatchObject({ ok: false, error: { code: 'invalid', status: 400 } })
})

test('whoever has the published keys can verify a token, with a library of his own', async () => {
  const { payload, protectedHeader } = await jwtVerify(tokens.accessToken, createLocalJWKSet(await jwks()), {
    issuer: 'banyan',
    audience: 'banyan',
    algorithms: ['EdDSA'],
  })
  expect(protectedHeader.alg).toBe('EdDSA')
  expect(payload).toMatchObject({ sub: tokens.user.id, roles: ['user'], sid: expect.any(String) })
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300)
  expect(JSON.stringify(payload)).not.toContain('ann@example.org')
})

test('the published keys are public halves only, and stay the same after a restart', async () => {
  const { keys } = await jwks()
  expect(keys).toHaveLength(1)
  expect(keys[0]).toEqual({
    kty: 'OKP',
    crv: 'Ed25519',
    alg: 'EdDSA',
    use: 'sig',
    kid: decodeProtectedHeader(tokens.accessToken).kid,
    x: expect.any(String),
  })
  await using again = await startServices({
    services: [authService],
    env: { AUTH_SECRET: 'a secret of more than thirty-two characters' },
    database: app.database,
  })
  expect(await (await fetch(`${again.baseUrl}/.well-known/jwks.json`)).json()).toEqual({ keys })
  expect(await again.with({ auth }, tokens.accessToken).auth.sessions({})).toHaveLength(1)
})
