import { kinds, type Problem } from 'banyan/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Started, startServices } from '../../platform/testing/start.ts'
import { services } from '../../topologies/services.ts'
import { PASSWORD, type Person, signUp } from './person.ts'
import { STACK } from './refused.ts'

const AUTH_SECRET = 'a secret of the auth service, in plain'
const lines: string[] = []
/** The text of every answer that was an error. */
const refusals: string[] = []
const sent: string[] = [PASSWORD, AUTH_SECRET]

let app: Started
let ann: Person
beforeAll(async () => {
  app = await startServices({
    services,
    env: { AUTH_SECRET, AI_OFFLINE_PACE_MS: '60000' },
    limits: { ip: false, user: false, web: false },
    write: (line) => {
      lines.push(line)
    },
  })
  ann = await signUp(app.baseUrl, 'ann')
  sent.push(ann.token, new URL(app.database.url).password)
})
afterAll(() => app.close())

interface Asked {
  readonly method?: string
  readonly path: string
  readonly as?: string | null
  readonly json?: unknown
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
}

/** As Ann, unless told otherwise. */
async function ask({ method = 'GET', path, as = ann.token, json, body, headers }: Asked) {
  const response = await fetch(app.baseUrl + path, {
    method,
    headers: {
      ...(as !== null && { authorization: `Bearer ${as}` }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(body !== undefined && { body, duplex: 'half' }),
  })
  const text = await response.text()
  if (response.status >= 400) refusals.push(text)
  return { status: response.status, headers: response.headers, text, problem: () => JSON.parse(text) as Problem }
}

const post = (path: string, json: unknown, more: Partial<Asked> = {}): Asked => ({
  method: 'POST',
  path,
  json,
  ...more,
})
const raw = (body: BodyInit, type = 'application/json'): Asked => ({
  method: 'POST',
  path: '/content/saved',
  body,
  headers: { 'content-type': type },
})
const note = { type: 'note', title: 'A title', body: 'A body' }
const large = JSON.stringify({ ...note, body: 'x'.repeat(1_048_576) })
const chunked = () => new Blob([large]).stream()

describe('every failure is a problem of RFC 9457', () => {
  test.for<readonly [string, Asked | (() => Asked | Promise<Asked>), number, string]>([
    ['an invalid body', post('/content/saved', {}), 400, 'invalid'],
    ['an invalid query', { path: '/jobs?limit=many' }, 400, 'invalid'],
    ['malformed JSON', raw('{"type": "note",'), 400, 'invalid'],
    ['JSON that is no object', raw('[1, 2]'), 400, 'invalid'],
    ['bytes that are no text', raw(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])), 400, 'invalid'],
    ['a path that is not encoded right', { path: '/jobs/%E0%A4%A' }, 400, 'invalid'],
    ['an id with a null in it', { path: '/content/saved/%00' }, 400, 'invalid'],
    ['an event that never was', () => lastEvent('x'), 400, 'invalid'],
    [
      'an unusable Idempotency-Key',
      post('/content/saved', note, { headers: { 'idempotency-key': 'a b' } }),
      400,
      'invalid',
    ],
    ['nobody', { path: '/user/profile', as: null }, 401, 'unauthenticated'],
    ['a token that is none', { path: '/user/profile', as: 'x.y.z' }, 401, 'unauthenticated'],
    [
      'a wrong password',
      post('/auth/login', { email: 'ann@example.org', password: 'wrong' }, { as: null }),
      401,
      'wrongCredentials',
    ],
    ['a refresh token that is none', post('/auth/refresh', { refreshToken: 'x' }, { as: null }), 401, 'sessionEnded'],
    ['a cookie from another site', () => post('/content/saved', note, foreignCookie()), 403, 'forbidden'],
    ['a path that nothing answers', { path: '/nowhere' }, 404, 'notFound'],
    ['an operation for services', { path: '/auth/revocations' }, 404, 'notFound'],
    ['a job that is not there', { path: '/jobs/01990000-0000-7000-8000-000000000000' }, 404, 'noSuchJob'],
    ['an id that is none', { path: '/content/saved/x' }, 404, 'noSuchContent'],
    ['a method that is not answered', { method: 'DELETE', path: '/jobs' }, 405, 'methodNotAllowed'],
    ['a method that is unknown', { method: 'PROPFIND', path: '/jobs' }, 405, 'methodNotAllowed'],
    [
      'an address that is taken',
      post('/auth/register', { email: 'ann@example.org', password: PASSWORD, name: 'A' }, { as: null }),
      409,
      'emailTaken',
    ],
    [
      'a job that cannot be retried',
      async () => ({ method: 'POST', path: `/jobs/${await job()}/retry` }),
      409,
      'notRetryable',
    ],
    ['something that was changed', () => changed(), 412, 'changedMeanwhile'],
    ['a body that is too large', raw(large), 413, 'tooLarge'],
    ['a body that turns out too large', () => raw(chunked()), 413, 'tooLarge'],
    ['a form', raw('type=note', 'application/x-www-form-urlencoded'), 415, 'unsupportedMediaType'],
    ['text', raw(JSON.stringify(note), 'text/plain'), 415, 'unsupportedMediaType'],
  ])('%s', async ([, asked, status, code]) => {
    const answer = await ask(typeof asked === 'function' ? await asked() : asked)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const problem = answer.problem()
    const kind = Object.entries(kinds).find(([, row]) => row.status === status)?.[0]
    expect(problem).toMatchObject({ type: `/docs/errors#${kind}`, status, code, retry: false })
    expect(problem.title.length).toBeGreaterThan(3)
    expect(problem.requestId).toBe(answer.headers.get('x-request-id'))
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
  })

  test('the page that its type names explains it', async () => {
    const { status, text } = await ask({ path: '/docs/errors', as: null })
    expect(status).toBe(200)
    for (const kind of Object.keys(kinds)) expect(text).toContain(`id="${kind}"`)
  })
})

describe('what a failure says beside that', () => {
  test('which fields are wrong, each with its path', async () => {
    const items = [{ kind: 'ai.runResearchAgent', input: {} }, { kind: 'x'.repeat(101) }]
    const { issues } = (await ask(post('/jobs/batches', { items }))).problem()
    expect(issues?.map(({ path }) => path)).toEqual([
      ['items', 1, 'kind'],
      ['items', 1, 'input'],
    ])
    for (const { message } of issues ?? []) expect(message.length).toBeGreaterThan(3)
  })

  test('which methods are answered, also to whoever only asks', async () => {
    const refused = await ask({ method: 'DELETE', path: '/jobs' })
    expect(refused.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    const asked = await ask({ method: 'OPTIONS', path: '/content/saved/x', as: null })
    expect([asked.status, asked.headers.get('allow')]).toEqual([204, 'GET, HEAD, PUT, DELETE, OPTIONS'])
  })

  test('the id of the request, which a client may choose as long as it is harmless', async () => {
    const chosen = await ask({ path: '/nowhere', headers: { 'x-request-id': 'web-42:a.b' } })
    expect(chosen.problem().requestId).toBe('web-42:a.b')
    const harmful = await ask({ path: '/nowhere', headers: { 'x-request-id': '<script>alert(1)</script>' } })
    expect(harmful.problem().requestId).toMatch(/^[0-9a-f]{32}$/)
  })

  test('nothing of what went wrong inside; the log has it, with the id', async () => {
    await app.database.pool.query('alter table content.saved rename to elsewhere')
    try {
      const answer = await ask({ path: '/content/saved' })
      expect(answer.status).toBe(500)
      const problem = answer.problem()
      expect(problem).toEqual({
        type: '/docs/errors#internal',
        title: 'Something went wrong here',
        status: 500,
        code: 'internal',
        retry: false,
        requestId: answer.headers.get('x-request-id'),
      })
      const logged = lines.filter((line) => line.includes(problem.requestId ?? '')).map((line) => JSON.parse(line))
      expect(logged.find(({ level }) => level === 'error')?.err.message).toBe('relation "saved" does not exist')
    } finally {
      await app.database.pool.query('alter table content.elsewhere rename to saved')
    }
  })

  test('neither a stack, nor SQL, nor a secret; and the log has stacks of our own mistakes only', async () => {
    await ask({ path: '/user/profile', headers: { cookie: `banyan_refresh=hunter2-in-a-cookie` } })
    await ask({ path: '/user/profile?token=hunter2-in-a-query' })
    await ask(post('/auth/login', { email: 'ann@example.org', password: 'hunter2-in-a-body' }))
    expect(refusals.length).toBeGreaterThan(25)
    const all = [...refusals, ...lines].join('\n')
    for (const secret of [...sent, 'hunter2']) expect(all.includes(secret), secret).toBe(false)
    expect(refusals.join('\n')).not.toMatch(STACK)
    for (const text of [...refusals, ...lines]) expect(text).not.toMatch(SQL)
    for (const line of lines) if (!line.includes('"level":"error"')) expect(line).not.toMatch(STACK)
  })
})

const SQL = /\b(insert into|delete from|select .+ from|update \S+ set)\b/i

describe('a limit', () => {
  test('tells what it is and what is left, and then refuses until there is room again', async () => {
    await using limited = await startServices({
      services,
      env: { AUTH_SECRET },
      limits: { ip: { max: 1_000, window: '1m' }, user: { max: 3, window: '1m' }, web: false },
    })
    const token = await limited.token('ann')
    const get = () => fetch(`${limited.baseUrl}/ai/models`, { headers: { authorization: `Bearer ${token}` } })
    const first = await get()
    expect(first.status).toBe(200)
    expect(first.headers.get('ratelimit-policy')).toBe('"ip";q=1000;w=60, "user";q=3;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"ip";r=999;t=\d+, "user";r=2;t=\d+$/)
    await get()
    await get()
    const refused = await get()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    const seconds = Number(refused.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(refused.headers.get('ratelimit')).toMatch(/"user";r=0;t=\d+/)
    expect(await refused.json()).toMatchObject({ code: 'limited', status: 429, retry: true })
    const other = { authorization: `Bearer ${await limited.token('bob')}` }
    expect((await fetch(`${limited.baseUrl}/ai/models`, { headers: other })).status).toBe(200)
  })
})

const job = async () => (await ann.api.ai.runResearchAgent({ topic: 'bees' })).job_id

async function lastEvent(id: string): Promise<Asked> {
  return { path: `/jobs/${await job()}/events`, headers: { 'last-event-id': id } }
}

async function changed(): Promise<Asked> {
  const { id } = await ann.api.content.save(note)
  return { method: 'PUT', path: `/content/saved/${id}`, json: { title: 'New' }, headers: { 'if-match': '"99"' } }
}

const foreignCookie = () => ({
  as: null,
  headers: { cookie: `banyan_access=${ann.token}`, origin: 'https://elsewhere.example' },
})
