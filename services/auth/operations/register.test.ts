import { contract } from 'banyan/contract'
import { service } from 'banyan/service'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auth, type Tokens } from '../contract.ts'
import authService from '../service.ts'

/** Who was announced as new, in the order of arrival. */
const announced: { userId: string; email: string; name: string }[] = []
const listener = service(contract('listener', {}), {
  listens: { auth },
  handle: {},
  on: {
    'auth.userCreated': async ({ data }) => {
      announced.push(data)
    },
  },
})

let app: Started
beforeAll(async () => {
  app = await startServices({
    services: [authService, listener],
    env: { AUTH_SECRET: 'a secret of more than thirty-two characters' },
    limits: { ip: false, user: false, web: false, operations: false },
  })
})
afterAll(() => app.close())

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${app.baseUrl}/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const person = (email: string) => ({ email, password: 'correct horse', name: 'Ann' })

test('a new account is signed in at once, and announced once', async () => {
  const response = await post(person('Ann@Example.org'))
  expect(response.status).toBe(201)
  const tokens = (await response.json()) as Tokens
  const { user } = tokens
  expect(user).toEqual({ id: expect.any(String), email: 'ann@example.org', name: 'Ann', roles: ['user'] })
  expect(tokens.expiresIn).toBe(300)
  expect(await app.with({ auth }, tokens.accessToken).auth.sessions({})).toHaveLength(1)
  await expect.poll(() => announced).toContainEqual({ userId: user.id, email: 'ann@example.org', name: 'Ann' })
})

test('a second account with the address, in whatever case, is refused', async () => {
  const response = await post(person('ANN@example.ORG'))
  expect(response.status).toBe(409)
  expect(await response.json()).toMatchObject({ code: 'emailTaken', title: 'An account with this e-mail exists' })
})

test('of many at the same time one is created, and one is announced', async () => {
  const responses = await Promise.all(Array.from({ length: 8 }, () => post(person('twin@example.org'))))
  expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)])
  await expect.poll(async () => (await app.place.engine.state()).outbox.rows).toBe(0)
  const { rows } = await app.database.pool.query<{ email: string }>('select email from auth.users order by email')
  await expect.poll(() => announced.map(({ email }) => email).sort()).toEqual(rows.map(({ email }) => email))
})

test.each<[string, unknown, string]>([
  ['no address', { password: 'correct horse', name: 'Ann' }, 'email'],
  ['no e-mail address', { ...person('ann'), name: 'Ann' }, 'email'],
  ['a short password', { ...person('short@example.org'), password: 'too short' }, 'password'],
  ['a password without end', { ...person('long@example.org'), password: 'x'.repeat(201) }, 'password'],
  ['a blank name', { ...person('blank@example.org'), name: '   ' }, 'name'],
])('%s is invalid', async (_, body, field) => {
  const response = await post(body)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code: 'invalid', issues: [{ path: [field] }] })
})

test('an Idempotency-Key puts no tokens on record: the second request is a second request', async () => {
  const headers = { 'idempotency-key': 'once-1' }
  expect((await post(person('key@example.org'), headers)).status).toBe(201)
  expect((await post(person('key@example.org'), headers)).status).toBe(409)
})

test('the password is in no table', async () => {
  await post({ ...person('secret@example.org'), password: 'a very distinct password' })
  const { rows } = await app.database.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('auth', 'banyan')`,
  )
  expect(rows.length).toBeGreaterThan(5)
  for (const { name } of rows) {
    const found = await app.database.pool.query(`select from ${name} t where t::text like '%distinct password%'`)
    expect(found.rowCount, name).toBe(0)
  }
})
