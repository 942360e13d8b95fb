import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { command, query } from '../contract/index.ts'
import { fakePlan } from '../hosts/node/testing/fake-plan.ts'
import { bearer, start } from './testing/start.ts'
import { pages, WEB_KEY } from './testing/web.ts'

const input = z.object({ slug: z.string() })
const read = query({ http: 'GET /library/{slug}', auth: 'public', input, output: z.unknown(), page: true })
const list = query({
  http: 'GET /cards',
  auth: 'public',
  input: z.object({ limit: z.number().optional(), tag: z.array(z.string()).optional() }),
  output: z.unknown(),
})
const make = command({ http: 'POST /cards', auth: 'public', input: z.object({ n: z.number() }), output: z.unknown() })
const inner = query({ http: 'GET /cards/inner', auth: 'service', input: z.object({}), output: z.unknown() })
const plans = [
  fakePlan('read', read, (given) => given),
  fakePlan('list', list, (given) => given),
  fakePlan('make', make, (given) => given),
  fakePlan('inner', inner, () => 'secret'),
]
const html = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

describe('a route', () => {
  it('is an operation by its method and path, with one object as input', async () => {
    const { call } = await start({ plans })
    expect((await call('/library/caf%C3%A9')).json()).toEqual({ slug: 'café' })
    expect((await call('/cards?limit=5&tag=a&tag=b&other=1')).json()).toEqual({ limit: 5, tag: ['a', 'b'] })
    expect((await call('/cards', { body: { n: 1 } })).json()).toEqual({ n: 1 })
  })

  it('has an alias under /api', async () => {
    const { call, seen } = await start({ plans })
    expect((await call('/api/library/x')).json()).toEqual({ slug: 'x' })
    expect((await call('/api/cards', { body: { n: 1 } })).status).toBe(200)
    await expect.poll(() => seen.map(({ route }) => route)).toEqual(['/library/{slug}', '/cards'])
  })

  it('answers HEAD like GET, without the body', async () => {
    const { call } = await start({ plans })
    const { status, headers, text } = await call('/cards?limit=5', { method: 'HEAD' })
    expect({ status, text }).toEqual({ status: 200, text: '' })
    expect(headers['content-length']).toBe(String('{"limit":5}'.length))
  })

  it('tells its methods by OPTIONS, and with 405', async () => {
    const { call } = await start({ plans })
    expect(await call('/cards', { method: 'OPTIONS' })).toMatchObject({
      status: 204,
      headers: { allow: 'GET, HEAD, POST, OPTIONS' },
    })
    for (const method of ['DELETE', 'PROPFIND', 'TRACE']) {
      const refused = await call('/cards', { method })
      expect(refused).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST, OPTIONS' } })
      expect(refused.json()).toMatchObject({ code: 'methodNotAllowed' })
    }
    expect((await call('/api/library/x', { method: 'PUT' })).headers.allow).toBe('GET, HEAD, OPTIONS')
  })

  it('is unknown when nothing has its path, and when only services may call it', async () => {
    const { call } = await start({ plans })
    for (const path of ['/', '/nowhere', '/cards/', '/cards/inner', '/api/cards/inner', '/library/', '/api'])
      expect((await call(path, { headers: bearer })).json(), path).toMatchObject({ status: 404, code: 'notFound' })
  })

  it('is refused when its path has no valid encoding', async () => {
    const { call } = await start({ plans })
    for (const path of ['/library/%', '/library/%C3', '/library/a%00b']) expect((await call(path)).status).toBe(400)
  })

  it('cannot be two operations', async () => {
    const twin = fakePlan('twin', { ...read, http: 'GET /library/{other}' }, () => null)
    await expect(start({ plans: [...plans, twin] })).rejects.toThrow(
      'fake.read and fake.twin both answer GET /library/{other}',
    )
    const taken = new Map([['GET /cards', () => undefined]])
    await expect(start({ plans, extra: taken })).rejects.toThrow('fake.list and GET /cards both answer GET /cards')
    const alias = fakePlan('alias', { ...list, http: 'GET /api/cards' }, () => null)
    await expect(start({ plans: [alias] })).rejects.toThrow('leave "/api" out')
  })
})

describe('extra routes', () => {
  it('are answered by the gateway itself, with request id and security headers, which they may override', async () => {
    const { call, seen } = await start({
      plans,
      extra: new Map([
        [
          'GET /docs',
          (_request, response) => {
            response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "default-src 'self'" })
            response.end('docs')
          },
        ],
      ]),
    })
    const { status, text, headers } = await call('/docs?x=1')
    expect({ status, text }).toEqual({ status: 200, text: 'docs' })
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'self'",
      'x-content-type-options': 'nosniff',
    })
    expect(headers['x-request-id']).toBeDefined()
    expect((await call('/api/docs')).status).toBe(404)
    expect((await call('/docs', { method: 'POST' })).headers.allow).toBe('GET, HEAD, OPTIONS')
    expect(seen[0]?.route).toBe('/docs')
  })
})

describe('with a web', () => {
  const withWeb = async () => {
    const web = await pages()
    return { web, ...(await start({ plans, web: { origin: web.origin, key: WEB_KEY } })) }
  }

  it('whatever no route matches is a page', async () => {
    const { call } = await withWeb()
    for (const path of ['/', '/nowhere?x=1', '/cards/', '/cards/inner'])
      expect((await call(path)).text).toBe(`<h1>GET ${path}</h1>`)
    expect((await call('/form', { method: 'POST' })).text).toBe('<h1>POST /form</h1>')
  })

  it('a path with a page and data is the page for whoever navigates, and data for everyone else', async () => {
    const { call } = await withWeb()
    for (const headers of [html, { rsc: '1', accept: '*/*' }, { accept: 'application/json;q=0.5, text/html' }])
      expect((await call('/library/x', { headers })).text).toBe('<h1>GET /library/x</h1>')
    for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json, text/html;q=0.9' }])
      expect((await call('/library/x', { headers })).json()).toEqual({ slug: 'x' })
    expect((await call('/library/x', { method: 'POST', headers: { 'next-action': '1' } })).text).toContain('<h1>POST')
    expect((await call('/library/x', { method: 'POST' })).status).toBe(405)
  })

  it('a path that has only data is data for everyone', async () => {
    const { call } = await withWeb()
    expect((await call('/cards?limit=1', { headers: html })).json()).toEqual({ limit: 1 })
  })

  it('the web itself always gets data, and never its own pages', async () => {
    const { call } = await withWeb()
    const headers = { ...html, 'x-banyan-web': WEB_KEY }
    expect((await call('/library/x', { headers })).json()).toEqual({ slug: 'x' })
    expect((await call('/nowhere', { headers })).status).toBe(404)
  })
})
