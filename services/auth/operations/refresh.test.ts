import { settle } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auth, type Tokens } from '../contract.ts'
import authService from '../service.ts'

let app: Started
let accounts = 0
const lines: string[] = []
beforeAll(async () => {
  app = await startServices({
    services: [authService],
    env: { AUTH_SECRET: 'a secret of more than thirty-two characters' },
    limits: { ip: false, user: false, web: false, operations: false },
    write: (line) => {
      lines.push(line)
    },
  })
})
afterAll(() => app.close())

const signUp = async (): Promise<Tokens> =>
  (await app.as(auth)).register({ email: `user${++accounts}@example.org`, password: 'correct horse', name: 'Ann' })
const refresh = async (refreshToken: string) => settle((await app.as(auth)).refresh({ refreshToken }))
async function renewed(refreshToken: string): Promise<Tokens> {
  const answer = await refresh(refreshToken)
  if (!answer.ok) throw answer.error
  return answer.value
}
const over = { ok: false, error: { code: 'sessionEnded', status: 401 } }
const sessionsOf = ({ accessToken }: Tokens) => app.with({ auth }, accessToken).auth.sessions({})

test('a refresh token gives the next pair, in the same session', async () => {
  const first = await signUp()
  const second = await renewed(first.refreshToken)
  expect(second.user).toEqual(first.user)
  expect(second.refreshToken).not.toBe(first.refreshToken)
  const sessions = await sessionsOf(second)
  expect(sessions).toHaveLength(1)
  expect(sessions[0]).toMatchObject({ current: true })
})

test('one that comes back after its successor was used ends the session, and access tokens with it', async () => {
  const first = await signUp()
  const second = await renewed(first.refreshToken)
  const third = await renewed(second.refreshToken)
  expect(await refresh(first.refreshToken)).toMatchObject(over)
  expect(await refresh(third.refreshToken)).toMatchObject(over)
  for (const { accessToken } of [first, second, third]) {
    const validated = await settle((await app.as(auth)).validate({ token: accessToken }))
    expect(validated).toMatchObject({ ok: false, error: { code: 'invalidToken' } })
    await expect
      .poll(() => settle(app.with({ auth }, accessToken).auth.sessions({})).then(({ ok }) => ok), { timeout: 10_000 })
      .toBe(false)
  }
  expect(lines.filter((line) => line.includes('used twice'))).toHaveLength(1)
})

test('another session of the same person goes on', async () => {
  const mine = await signUp()
  const other = await (await app.as(auth)).login({ email: mine.user.email, password: 'correct horse' })
  const next = await renewed(mine.refreshToken)
  await renewed(next.refreshToken)
  expect(await refresh(mine.refreshToken)).toMatchObject(over)
  expect((await renewed(other.refreshToken)).user).toEqual(mine.user)
})

test('tabs that refresh at the same moment stay signed in, with one successor', async () => {
  const { refreshToken } = await signUp()
  const all = await Promise.all(Array.from({ length: 10 }, () => renewed(refreshToken)))
  expect(new Set(all.map((one) => one.refreshToken)).size).toBe(1)
  expect((await renewed(all[0]?.refreshToken ?? '')).expiresIn).toBe(300)
})

test('what is no refresh token is refused, an access token too', async () => {
  const { accessToken } = await signUp()
  for (const token of ['x', 'x'.repeat(43)]) expect(await refresh(token)).toMatchObject(over)
  expect((await refresh(accessToken.slice(0, 500))).ok).toBe(false)
  expect(await refresh('')).toMatchObject({ ok: false, error: { code: 'invalid', status: 400 } })
})
