import { settle } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auth, type Tokens } from '../contract.ts'
import authService from '../service.ts'

let app: Started
let accounts = 0
beforeAll(async () => {
  app = await startServices({
    services: [authService],
    env: { AUTH_SECRET: 'a secret of more than thirty-two characters' },
    limits: { ip: false, user: false, web: false, operations: false },
  })
})
afterAll(() => app.close())

const PASSWORD = 'correct horse'
const nobody = () => app.as(auth)
const signUp = async (): Promise<Tokens> =>
  (await nobody()).register({ email: `user${++accounts}@example.org`, password: PASSWORD, name: 'Ann' })
const signIn = async ({ user }: Tokens, userAgent?: string): Promise<Tokens> =>
  (await nobody()).login({ email: user.email, password: PASSWORD, ...(userAgent !== undefined && { userAgent }) })
const as = ({ accessToken }: Tokens) => app.with({ auth }, accessToken).auth
const unauthenticated = { ok: false, error: { code: 'unauthenticated', status: 401 } }
const request = (method: string, path: string, { accessToken }: Tokens) =>
  fetch(`${app.baseUrl}${path}`, { method, headers: { authorization: `Bearer ${accessToken}` } })

describe('sessions', () => {
  test('are listed with what they were begun with, the latest first', async () => {
    const first = await signUp()
    const second = await signIn(first, 'Firefox on a telephone')
    const listed = await as(second).sessions({})
    expect(listed).toHaveLength(2)
    expect(listed[0]).toMatchObject({ userAgent: 'Firefox on a telephone', ip: '127.0.0.1', current: true })
    expect(listed[1]).toMatchObject({ current: false })
    expect((await as(first).sessions({})).map(({ current }) => current)).toEqual([false, true])
  })

  test('of others are not seen', async () => {
    const [ann, bob] = [await signUp(), await signUp()]
    const ids = async (tokens: Tokens) => (await as(tokens).sessions({})).map(({ id }) => id)
    const [anns, bobs] = [await ids(ann), await ids(bob)]
    expect(anns).toHaveLength(1)
    expect(bobs).toHaveLength(1)
    expect(anns).not.toEqual(bobs)
  })

  test('are not for nobody', async () => {
    expect(await settle((await nobody()).sessions({}))).toMatchObject(unauthenticated)
    expect(await settle((await nobody()).endSession({ id: 'x' }))).toMatchObject(unauthenticated)
    expect(await settle((await nobody()).logout({}))).toMatchObject(unauthenticated)
  })
})

describe('signing out', () => {
  test('ends both tokens before it answers', async () => {
    const tokens = await signUp()
    expect((await request('POST', '/auth/logout', tokens)).status).toBe(204)
    expect(await settle(as(tokens).sessions({}))).toMatchObject(unauthenticated)
    const refreshed = await settle((await nobody()).refresh({ refreshToken: tokens.refreshToken }))
    expect(refreshed).toMatchObject({ ok: false, error: { code: 'sessionEnded' } })
    const validated = await settle((await nobody()).validate({ token: tokens.accessToken }))
    expect(validated).toMatchObject({ ok: false, error: { code: 'invalidToken' } })
  })

  test('leaves other sessions alone, and the person can sign in again', async () => {
    const first = await signUp()
    const second = await signIn(first)
    await as(second).logout({})
    expect(await as(first).sessions({})).toHaveLength(1)
    const validate = async ({ accessToken }: Tokens) => settle((await nobody()).validate({ token: accessToken }))
    expect([(await validate(first)).ok, (await validate(second)).ok]).toEqual([true, false])
    expect((await signIn(first)).user).toEqual(first.user)
  })
})

describe('ending a session from another one', () => {
  test('refuses its tokens from then on', async () => {
    const mine = await signUp()
    const lost = await signIn(mine)
    const other = (await as(mine).sessions({})).find(({ current }) => !current)
    expect((await request('DELETE', `/auth/sessions/${other?.id}`, mine)).status).toBe(204)
    expect(await settle(as(lost).sessions({}))).toMatchObject(unauthenticated)
    expect(await as(mine).sessions({})).toHaveLength(1)
  })

  test('does nothing to somebody else’s, and does not tell whether there is one', async () => {
    const [ann, bob] = [await signUp(), await signUp()]
    const [anns] = await as(ann).sessions({})
    for (const id of [anns?.id, 'no-such-session', '%00', "'; drop table sessions"])
      expect((await request('DELETE', `/auth/sessions/${encodeURIComponent(id ?? '')}`, bob)).status).toBe(204)
    expect(await as(ann).sessions({})).toHaveLength(1)
  })
})

describe('revocations', () => {
  test('tell services which sessions ended, until their tokens are dead', async () => {
    const tokens = await signUp()
    const [session] = await as(tokens).sessions({})
    await as(tokens).logout({})
    const ended = await app.place.runtime.client(auth, 'gateway').revocations({})
    const found = ended.find((one) => one.session === session?.id)
    const left = Date.parse(found?.until ?? '') - Date.now()
    expect(left).toBeGreaterThan(300_000)
    expect(left).toBeLessThan(600_000)
  })

  test('are not for people', async () => {
    const response = await request('GET', '/auth/revocations', await signUp())
    expect(response.status).toBe(404)
  })
})
