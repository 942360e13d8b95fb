import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OidcProvider, startOidcProvider } from '../../platform/testing/oidc/server.ts'
import { type Started, startServices } from '../../platform/testing/start.ts'
import { services } from '../../topologies/services.ts'
import { asGoogle } from './connected.ts'
import { type Case, cases, MARK, PICTURE } from './operation-cases.ts'
import { type Routed, routedOperations, statusOf } from './operations.ts'
import { clients, PASSWORD, type Person, signUp } from './person.ts'

let app: Started
let provider: OidcProvider
/** The owner, and the stranger. */
let ann: Person
let bob: Person
/** Something of Ann's, for Bob to name. */
let entry: string

beforeAll(async () => {
  provider = await startOidcProvider()
  app = await startServices({
    services,
    env: { AUTH_SECRET: 'x'.repeat(32), AI_OFFLINE_PACE_MS: '60000', ...asGoogle(provider) },
    limits: { ip: false, user: false, web: false, operations: false },
  })
  ;[ann, bob] = await Promise.all([signUp(app.baseUrl, `ann-${MARK}`), signUp(app.baseUrl, 'bob')])
  entry = (await ann.api.content.save({ type: 'note', title: MARK, body: MARK })).id
  await ann.api.users.updateProfile({ bio: MARK })
  await ann.api.users.updateSettings({ language: LANGUAGE })
  await app.database.pool.query(
    `insert into ai.model_call values ($1, $2, 'job', $3, 'offline', 'offline', 1, 1, false, 0, true, null, 1, $4)`,
    [crypto.randomUUID(), ann.id, MARK, new Date()],
  )
  await app.database.pool.query(`insert into ai.picture values ($1, $2, 'job', 'image/png', $3, $4, 'offline', $5)`, [
    PICTURE,
    ann.id,
    Buffer.from(MARK),
    MARK,
    new Date(),
  ])
})
afterAll(async () => {
  await app.close()
  await provider.close()
})

test('every operation of every contract has a case here', () => {
  expect(Object.keys(cases).sort()).toEqual(routedOperations.map(({ id }) => id).sort())
})

describe.for(routedOperations)('$id', (routed) => {
  const { operation, id } = routed
  const own = cases[id] as Case
  const strangersInput = async (input: Input) => (await own.strangers?.(bob, ann)) ?? input

  test('nobody', async () => {
    const input = await own.input(ann)
    const expected = operation.auth === 'public' ? asStranger(own, routed) : operation.auth === 'service' ? 404 : 401
    for (const claims of [{}, claimsOf(ann)]) {
      const answer = await send(routed, await strangersInput(input), undefined, claims)
      expect(answer.status).toBe(expected)
      expect(tellsOfAnn(answer.text)).toBe(false)
      if (expected === 401 && operation.auth === 'user') expect(answer.challenge).toMatch(/^Bearer/)
    }
  })

  test('a stranger, and one who claims to be the owner', async () => {
    for (const claims of [{}, claimsOf(ann)]) {
      const input = await own.input(ann)
      const before = await own.look?.(ann, input)
      const answer = await send(routed, await strangersInput(input), await signedIn(bob), claims)
      expect(answer.status).toBe(asStranger(own, routed))
      expect(tellsOfAnn(answer.text)).toBe(false)
      if (own.gets === 'his own' && own.isOf) expect(own.isOf(JSON.parse(answer.text) as never, bob)).toBe(true)
      expect(await own.look?.(ann, input)).toEqual(before)
    }
  })

  // Those for admins are not for the owner of anything.
  if (operation.auth === 'service' || typeof operation.auth === 'object') return

  test('the owner, and what he claims to be does not matter', async () => {
    for (const claims of [{}, claimsOf(bob)]) {
      const answer = await send(routed, await own.input(ann), await signedIn(ann), claims)
      expect(answer.status).toBe(statusOf(operation))
      if (own.isOf) expect(own.isOf(JSON.parse(answer.text) as never, ann)).toBe(true)
    }
  })
})

describe('an admin', () => {
  test('sees all jobs, by the role in the token and by nothing else', async () => {
    const { job_id: id } = await ann.api.ai.runResearchAgent({ topic: MARK })
    const admin = await app.token('root', ['admin'])
    const get = (token: string, headers = {}) =>
      fetch(`${app.baseUrl}/jobs/${id}`, { headers: { authorization: `Bearer ${token}`, ...headers } })
    expect((await get(admin)).status).toBe(200)
    expect((await get(bob.token, { 'x-user-roles': 'admin', 'x-roles': '["admin"]' })).status).toBe(404)
  })
})

type Input = Record<string, unknown>

/** The language that only Ann has set. */
const LANGUAGE = 'qqq-OfAnn'
/** Whether a text tells something of Ann's: a word that only her things have, her address or her id. */
const tellsOfAnn = (text: string): boolean => [MARK, LANGUAGE, ann.id].some((secret) => text.includes(secret))

function asStranger({ gets }: Case, { operation }: Routed): number {
  if (gets === 'nothing') return 204
  return gets === 'his own' ? statusOf(operation) : gets
}

interface Claims {
  readonly headers?: Readonly<Record<string, string>>
  readonly fields?: Input
}

/** All the ways to say who one is that count for nothing. */
function claimsOf({ id, email }: Person): Claims {
  const names = ['userId', 'user_id', 'owner', 'ownerId', 'subject', 'sub', 'caller', 'createdBy']
  const unsigned = [{ alg: 'none' }, { sub: id, aud: 'content', iss: 'gateway', roles: ['admin'], exp: 4e9 }]
  const token = `${unsigned.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`
  return {
    headers: {
      'x-user-id': id,
      'x-user-email': email,
      'x-user-roles': 'admin',
      'x-forwarded-user': id,
      'x-auth-request-user': id,
      'x-remote-user': id,
      'x-service-token': token,
      'x-banyan-web': 'guess',
      'x-forwarded-for': '10.0.0.1',
      forwarded: `for=10.0.0.1;by=${id}`,
    },
    fields: { ...Object.fromEntries(names.map((name) => [name, id])), roles: 'admin', user: { id }, id: entry },
  }
}

/** Each time a session of its own: some operations end it. It is told by the name of its owner. */
async function signedIn({ email }: Person): Promise<string> {
  const api = clients(app.baseUrl, { headers: { 'user-agent': email } })
  return (await api.auth.login({ email, password: PASSWORD })).accessToken
}

async function send({ mapping }: Routed, input: Input, token: string | undefined, { headers, fields = {} }: Claims) {
  const { method, url, body, headers: sent } = mapping.encode(input)
  const target = new URL(url, app.baseUrl)
  if (!mapping.hasBody)
    for (const [name, value] of Object.entries(fields)) target.searchParams.append(name, String(value))
  const response = await fetch(target, {
    method,
    headers: { ...sent, ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(mapping.hasBody && { body: JSON.stringify({ ...fields, ...JSON.parse(body ?? '{}') }) }),
    signal: AbortSignal.timeout(10_000),
  })
  const stream = response.headers.get('content-type') === 'text/event-stream'
  const text = stream ? await firstOf(response) : await response.text()
  return { status: response.status, text, challenge: response.headers.get('www-authenticate') }
}

/** The first piece of a stream that goes on. */
async function firstOf({ body }: Response): Promise<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  const piece = await reader?.read()
  await reader?.cancel()
  return piece?.value ?? ''
}
