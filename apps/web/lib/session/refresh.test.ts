import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refresh } from './refresh.ts'
import { secondsLeft, sessionCookies, subjectOf } from './tokens.ts'

const user = { id: 'u', email: 'u@example.org', name: 'U', roles: ['user'] }
let server: Server
let asked: string[] = []
let status = 200

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      asked.push(JSON.parse(body).refreshToken)
      response.writeHead(status, { 'content-type': 'application/json' })
      const tokens = { user, accessToken: `a${asked.length}`, refreshToken: `r${asked.length}`, expiresIn: 300 }
      response.end(JSON.stringify(status === 200 ? tokens : {}))
    })
  }).listen(0)
  await once(server, 'listening')
  const address = server.address()
  process.env.BANYAN_API = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => server.close())
beforeEach(() => {
  asked = []
  status = 200
})

test('many requests with one refresh token use it once, also shortly after', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => refresh('many', {})))
  answers.push(await refresh('many', {}))
  expect(asked).toEqual(['many'])
  expect(new Set(answers.map((answer) => answer.ok && answer.tokens.accessToken))).toEqual(new Set(['a1']))
})

test('a refused token is the end of the session, a server that fails is not', async () => {
  status = 401
  expect(await refresh('refused', {})).toEqual({ ok: false, ended: true })
  status = 503
  expect(await refresh('failing', {})).toEqual({ ok: false, ended: false })
})

test('cookies are never readable by scripts, and secure over https', () => {
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresIn: 300 }
  for (const cookie of sessionCookies(tokens, true))
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
  expect(sessionCookies(tokens, false).map(({ secure, maxAge }) => [secure, maxAge])).toEqual([
    [false, 300],
    [false, 2_592_000],
  ])
})

test('what is no token has no time left', () => {
  const token = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`
  expect(secondsLeft(token({ exp: 100 }), 40_000)).toBe(60)
  for (const bad of [undefined, '', 'x', 'a.b.c', token({}), token({ exp: 'soon' }), token(null), token({ exp: 10 })])
    expect(secondsLeft(bad, 40_000)).toBe(0)
  expect([token({ sub: 'ann' }), token({ sub: 1 }), 'x', undefined].map(subjectOf)).toEqual([
    'ann',
    ...[undefined, undefined, undefined],
  ])
})
