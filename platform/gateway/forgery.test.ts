import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { query } from '../contract/index.ts'
import { RawClient } from '../hosts/node/testing/client.ts'
import { fakePlan } from '../hosts/node/testing/fake-plan.ts'
import { start } from './testing/start.ts'
import { FakeWeb, pages, WEB_KEY } from './testing/web.ts'

const look = query({ http: 'GET /look', auth: 'public', input: z.object({}), output: z.unknown() })
const plans = [fakePlan('look', look, (_, { ip }) => ({ ip }))]

describe('a request that can be read in two ways', () => {
  it.each([
    ['two Host headers', 'GET /look HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    ['two Host headers in different cases', 'GET /look HTTP/1.1\r\nHost: a\r\nhOST: a\r\n\r\n'],
    ['a Host that is none', 'GET /look HTTP/1.1\r\nHost: a/b@c\r\n\r\n'],
    ['an absolute target', 'GET http://other.example/look HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['an asterisk', 'GET * HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['Transfer-Encoding in HTTP/1.0', 'POST /look HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a target with a bad escape', 'GET /look%zz HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('is refused: %s', async (_, text) => {
    const web = await pages()
    const { port } = await start({ plans, web: { origin: web.origin, key: WEB_KEY } })
    const client = new RawClient(port).send(text)
    expect(await client.until('"code":"invalid"')).toContain('400 Bad Request')
    expect(web.requests).toHaveLength(0)
    client.close()
  })

  it('is cut off after it was refused, with whatever came behind it', async () => {
    const { port, seen } = await start({ plans })
    const client = new RawClient(port).send(
      'GET /look HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\nGET /look HTTP/1.1\r\nHost: a\r\n\r\n',
    )
    const received = await client.end()
    expect(received.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    expect(received).toContain('Connection: close')
    expect(seen[0]).toMatchObject({ route: '(refused)', status: 400 })
  })

  it('is not CONNECT', async () => {
    const { port } = await start({ plans })
    expect(await new RawClient(port).send('CONNECT other.example:443 HTTP/1.1\r\nHost: a\r\n\r\n').end()).toBe('')
  })

  it('may ask what the server can by an asterisk', async () => {
    const { port } = await start({ plans })
    const client = new RawClient(port).send('OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n')
    expect(await client.until('\r\n\r\n')).toContain('204 No Content')
    client.close()
  })
})

describe('what the web gets', () => {
  const forged = [
    'X-Service-Token: forged',
    'X-User-Id: forged',
    'X-User-Roles: forged',
    'X-User: forged',
    'X-Client-IP: forged',
    'X-Deadline-Ms: 1',
    'X-Auth-Status: forged',
    'X-Banyan-Web: forged',
    'X-Banyan-Anything: forged',
    'X-Forwarded-For: 192.0.2.66',
    'X-Forwarded-Host: forged',
    'X-Forwarded-Proto: forged',
    'X-Forwarded-Port: 66',
    'X-Forwarded-Prefix: /forged',
    'Forwarded: for=forged',
    'X-Real-IP: forged',
    'X-Original-URL: /forged',
    'X-Rewrite-URL: /forged',
    'X-Middleware-Subrequest: forged',
    'X-HTTP-Method-Override: DELETE',
    'X-Request-Id: has spaces forged',
    'X_User_Id: forged',
    'X-Forwarded_For: forged',
    'Connection: keep-alive, X-Named',
    'X-Named: forged',
    'Keep-Alive: timeout=forged',
    'TE: trailers',
    'Proxy-Authorization: forged',
    'Proxy-Connection: forged',
    'Upgrade: forged',
  ]

  it('says nothing that an outsider could have forged, and what is true', async () => {
    const web = await pages()
    const { port } = await start({ plans, web: { origin: web.origin, key: WEB_KEY } })
    const client = new RawClient(port).send(
      `GET /page?a=1 HTTP/1.1\r\nHost: banyan.example:3000\r\nUser-Agent: test\r\nCookie: a=1\r\nCookie: b=2\r\nAccept: */*\r\n${forged.join('\r\n')}\r\n\r\n`,
    )
    await client.until('<h1>')
    client.close()
    const { headers, url } = web.requests[0] as IncomingMessage
    expect(url).toBe('/page?a=1')
    const { 'x-request-id': requestId, traceparent, ...rest } = headers
    expect(rest).toEqual({
      host: 'banyan.example:3000',
      connection: 'keep-alive',
      'user-agent': 'test',
      cookie: 'a=1; b=2',
      accept: '*/*',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'banyan.example:3000',
    })
    expect(requestId).toMatch(/^[0-9a-f]{32}$/)
    expect(traceparent).toContain(requestId)
    expect(client.received).toContain(`x-request-id: ${requestId}`)
  })

  it('says what a trusted proxy says of its client, and no more', async () => {
    const web = await pages()
    const { call } = await start({
      plans,
      web: { origin: web.origin, key: WEB_KEY },
      trustProxy: ['127.0.0.0/8', '10.0.0.1', '2001:db8::/32'],
    })
    const told = async (headers: Record<string, string>) => {
      await call('/page', { headers })
      const { 'x-forwarded-for': ip, 'x-forwarded-proto': proto } = web.requests.at(-1)?.headers ?? {}
      return `${proto} ${ip}`
    }
    expect(await told({ 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' })).toBe('https 192.0.2.1')
    expect(await told({ 'x-forwarded-for': '192.0.2.66, 192.0.2.1, 10.0.0.1' })).toBe('http 192.0.2.1')
    expect(await told({ 'x-forwarded-for': '192.0.2.1, 2001:db8::7' })).toBe('http 192.0.2.1')
    expect(await told({ 'x-forwarded-for': 'unknown, 10.0.0.1' })).toBe('http 10.0.0.1')
    expect(await told({})).toBe('http 127.0.0.1')
    expect((await call('/look', { headers: { 'x-forwarded-for': '192.0.2.1' } })).json()).toEqual({ ip: '192.0.2.1' })
  })

  it('knows which proxies are trusted, or does not start', async () => {
    await expect(start({ trustProxy: ['the proxy'] })).rejects.toThrow('"the proxy" is neither an address nor')
  })

  it('answers without what is only of its own connection', async () => {
    const web = await new FakeWeb((_, response) => {
      response.writeHead(200, [
        ['Connection', 'close'],
        ['X-Powered-By', 'Next.js'],
        ['X-Request-Id', 'of the web'],
        ['X-Auth-Status', 'forged'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['Content-Security-Policy', "default-src 'none'"],
      ])
      response.end('page')
    }).listen()
    const { call } = await start({ plans, web: { origin: web.origin, key: WEB_KEY } })
    const { headers, text } = await call('/page', { headers: { connection: 'keep-alive' } })
    expect(text).toBe('page')
    expect(headers).toMatchObject({
      connection: 'keep-alive',
      'set-cookie': ['a=1', 'b=2'],
      'content-security-policy': "default-src 'none'",
    })
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['x-auth-status']).toBeUndefined()
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
  })
})
