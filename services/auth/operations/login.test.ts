import * as argon2 from '@node-rs/argon2'
import { settle } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { auth } from '../contract.ts'
import authService from '../service.ts'

vi.mock('@node-rs/argon2', { spy: true })

const PASSWORD = 'correct horse battery'
const lines: string[] = []
const options = {
  services: [authService],
  env: { AUTH_SECRET: 'a secret of more than thirty-two characters' },
  limits: { ip: false, user: false, web: false, operations: false } as const,
  write: (line: string) => {
    lines.push(line)
  },
}
let app: Started
let accounts = 0
beforeAll(async () => {
  app = await startServices(options)
})
afterAll(() => app.close())

/** A fresh account: attempts are counted for each. */
async function someone() {
  const email = `user${++accounts}@example.org`
  const tokens = await (await app.as(auth)).register({ email, password: PASSWORD, name: 'Ann' })
  return { email, tokens }
}
const post = (email: string, password: string, headers: Record<string, string> = {}) =>
  fetch(`${app.baseUrl}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password }),
  })

test('the right password gives a new session of the same account', async () => {
  const { email, tokens } = await someone()
  const response = await post(email.toUpperCase(), PASSWORD)
  expect(response.status).toBe(200)
  const again = (await response.json()) as typeof tokens
  expect(again.user).toEqual(tokens.user)
  expect(again.refreshToken).not.toBe(tokens.refreshToken)
  expect(await app.with({ auth }, again.accessToken).auth.sessions({})).toHaveLength(2)
})

describe('a wrong password and an unknown address', () => {
  /** Everything that a stranger sees of an answer, but its own id and time. */
  async function seen(email: string) {
    const response = await post(email, 'wrong password')
    const { requestId, ...problem } = (await response.json()) as Record<string, unknown>
    const names = [...response.headers.keys()].filter((name) => !['date', 'x-request-id', 'traceparent'].includes(name))
    return { status: response.status, problem, names, length: response.headers.get('content-length') }
  }

  test('are answered alike', async () => {
    const { email } = await someone()
    const wrong = await seen(email)
    expect(wrong).toMatchObject({ status: 401, problem: { code: 'wrongCredentials' } })
    expect(await seen('nobody@example.org')).toEqual(wrong)
  })

  test('cost alike: one verification of the same strength', async () => {
    const { email } = await someone()
    const { verify } = vi.mocked(argon2)
    const work = async (address: string) => {
      verify.mockClear()
      await post(address, 'wrong password')
      return verify.mock.calls.map(([hash]) => argon2.parseOptions(String(hash)))
    }
    const wrong = await work(email)
    expect(wrong).toHaveLength(1)
    expect(await work('nobody-else@example.org')).toEqual(wrong)
  })
})

describe('too many attempts', () => {
  test('lock the account for a while, for the right password too, and say for how long', async () => {
    const { email } = await someone()
    for (let n = 0; n < 5; n++) expect((await post(email, 'wrong password')).status).toBe(401)
    const response = await post(email, PASSWORD)
    expect(response.status).toBe(429)
    expect(await response.json()).toMatchObject({ code: 'lockedOut', retry: true })
    const seconds = Number(response.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(14 * 60)
    expect(seconds).toBeLessThanOrEqual(15 * 60)
  })

  test('of an unknown address are answered like those of a known one', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 6; n++) statuses.push((await post('ghost@example.org', 'wrong password')).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('are the same account’s in whatever case', async () => {
    const { email } = await someone()
    for (const address of [email, email.toUpperCase(), email.replace('u', 'U')]) await post(address, 'wrong password')
    await post(email, 'wrong password')
    await post(email, 'wrong password')
    expect((await post(email.toUpperCase(), PASSWORD)).status).toBe(429)
  })

  test('cannot pass together', async () => {
    const { email } = await someone()
    vi.mocked(argon2).verify.mockClear()
    const responses = await Promise.all(Array.from({ length: 30 }, () => post(email, 'wrong password')))
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(vi.mocked(argon2).verify).toHaveBeenCalledTimes(5)
  })

  test('are still known after a restart', async () => {
    const { email } = await someone()
    for (let n = 0; n < 5; n++) await post(email, 'wrong password')
    await using again = await startServices({ ...options, database: app.database })
    const login = await settle((await again.as(auth)).login({ email, password: PASSWORD }))
    expect(login).toMatchObject({ ok: false, error: { code: 'lockedOut', retryAfter: expect.any(Number) } })
  })

  test('are forgotten with the right password', async () => {
    const { email } = await someone()
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) expect((await post(email, 'wrong password')).status).toBe(401)
      expect((await post(email, PASSWORD)).status).toBe(200)
    }
  })
})

test.each<[string, string]>([
  ['no address', 'nobody'],
  ['an empty password', ''],
])('%s is invalid', async (_, value) => {
  const response = await (value === '' ? post('ann@example.org', '') : post(value, PASSWORD))
  expect(response.status).toBe(400)
})

test('an Idempotency-Key gives nobody the tokens of an earlier answer', async () => {
  const { email } = await someone()
  const headers = { 'idempotency-key': 'again' }
  const [one, two] = [await post(email, PASSWORD, headers), await post(email, PASSWORD, headers)]
  expect([one.status, two.status]).toEqual([200, 200])
  const [first, second] = (await Promise.all([one.json(), two.json()])) as { refreshToken: string }[]
  expect(first?.refreshToken).not.toBe(second?.refreshToken)
})

test('the log has neither passwords nor tokens', async () => {
  const { email, tokens } = await someone()
  await post(email, PASSWORD)
  await post(email, 'a wrong but secret password')
  await post(email, PASSWORD, { authorization: `Bearer ${tokens.accessToken}` })
  await (await app.as(auth)).refresh({ refreshToken: tokens.refreshToken })
  expect(lines.length).toBeGreaterThan(0)
  for (const secret of [PASSWORD, 'a wrong but secret password', tokens.accessToken, tokens.refreshToken])
    expect(lines.join('\n')).not.toContain(secret)
})
