import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { command, limited, query, stream } from '../contract/index.ts'
import { fakePlan } from '../hosts/node/testing/fake-plan.ts'
import { manualClock } from '../testing/clock.ts'
import { bearer, start } from './testing/start.ts'
import { pages, WEB_KEY } from './testing/web.ts'

const input = z.object({})
const look = query({ http: 'GET /look', auth: 'public', input, output: z.unknown() })
const looking = fakePlan('look', look, () => 'seen')

describe('general limits', () => {
  it('hold for an address before anyone is identified, and tell how much is left', async () => {
    const clock = manualClock()
    const { call } = await start({ plans: [looking], clock, limits: { ip: { max: 3, window: '3s' } } })
    const first = await call('/look')
    expect(first.headers).toMatchObject({ 'ratelimit-policy': '"ip";q=3;w=3', ratelimit: '"ip";r=2;t=1' })
    await call('/nowhere')
    await call('/look', { method: 'DELETE' })
    const refused = await call('/look', { headers: { authorization: 'Bearer old' } })
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '1', ratelimit: '"ip";r=0;t=3' } })
    expect(refused.json()).toMatchObject({ code: 'limited', retry: true, detail: 'At most 3 requests in 3 seconds.' })
    clock.advance(1000)
    expect((await call('/look')).status).toBe(200)
    expect((await call('/look')).status).toBe(429)
  })

  it('hold for a user wherever he is, and tell both', async () => {
    const { call } = await start({ plans: [looking], limits: { user: { max: 2, window: '1m' } } })
    const first = await call('/look', { headers: bearer })
    expect(first.headers['ratelimit-policy']).toBe('"ip";q=600;w=60, "user";q=2;w=60')
    expect(first.headers.ratelimit).toBe('"ip";r=599;t=1, "user";r=1;t=30')
    await call('/look', { headers: bearer })
    expect((await call('/look', { headers: bearer })).status).toBe(429)
    expect((await call('/look')).status).toBe(200)
  })

  it('can be off', async () => {
    const { call } = await start({ plans: [looking], limits: { ip: false, user: false } })
    expect((await call('/look', { headers: bearer })).headers['ratelimit-policy']).toBeUndefined()
  })

  it('count the visitor whom the web names, and believe nobody else', async () => {
    const { call } = await start({
      plans: [looking],
      limits: { ip: { max: 1, window: '1m' }, web: { max: 1, window: '1m' } },
      web: { origin: 'http://127.0.0.1:9', key: WEB_KEY },
    })
    const from = async (ip: string, key: string) =>
      (await call('/look', { headers: { 'x-forwarded-for': ip, 'x-banyan-web': key } })).status
    expect(await from('192.0.2.1', WEB_KEY)).toBe(200)
    expect(await from('192.0.2.2', WEB_KEY)).toBe(200)
    expect(await from('192.0.2.1', WEB_KEY)).toBe(429)
    expect(await from('2001:db8::1', WEB_KEY)).toBe(200)
    expect(await from('2001:db8::2', WEB_KEY)).toBe(429)
    expect(await from('192.0.2.3', 'a wrong key')).toBe(200)
    expect(await from('192.0.2.4', 'a wrong key')).toBe(429)
    expect(await from('192.0.2.5', '')).toBe(429)
  })

  it('let a page load with all its parts and calls through, and its streams', async () => {
    const web = await pages()
    const events = stream({ http: 'GET /events', auth: 'public', input, output: z.unknown(), ends: () => true })
    const { call } = await start({
      plans: [
        looking,
        fakePlan('events', events, async function* () {
          yield 1
        }),
      ],
      limits: { ip: { max: 1, window: '1m' }, web: { max: 50, window: '1m' } },
      web: { origin: web.origin, key: WEB_KEY },
    })
    for (let n = 0; n < 20; n += 1) expect((await call(`/_next/static/${n}.js`)).status).toBe(200)
    for (let n = 0; n < 20; n += 1) expect((await call('/events')).status).toBe(200)
    expect((await call('/look')).status).toBe(200)
    expect((await call('/look')).status).toBe(429)
    const asPage = { headers: { 'x-banyan-web': WEB_KEY, 'x-forwarded-for': '127.0.0.1' } }
    for (let n = 0; n < 10; n += 1) expect((await call('/look', asPage)).status).toBe(200)
    expect((await call('/page')).status).toBe(429)
  })
})

describe("an operation's own limits", () => {
  const login = command({
    http: 'POST /login',
    auth: 'public',
    input: z.object({ email: z.string() }),
    output: z.unknown(),
    errors: { lockedOut: limited('Too many attempts for this account') },
    limits: [{ max: 5, window: '15m', by: { field: 'email' } }],
  })
  const loggingIn = fakePlan('login', login, () => 'in')

  it('count the value of a field together with the address, exactly, and fail with the declared error', async () => {
    const clock = manualClock()
    const { call } = await start({
      plans: [loggingIn],
      clock,
      web: { origin: 'http://127.0.0.1:9', key: WEB_KEY },
    })
    const from = (ip: string, email: string) =>
      call('/login', { body: { email }, headers: { 'x-forwarded-for': ip, 'x-banyan-web': WEB_KEY } })
    for (const email of ['ann@x.example', 'ANN@x.example', ' ann@x.example ', 'Ann@X.example', 'ann@x.example'])
      expect((await from('192.0.2.1', email)).status).toBe(200)
    clock.advance(14 * 60_000)
    const refused = await from('192.0.2.1', 'ann@x.example')
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '60' } })
    expect(refused.headers['ratelimit-policy']).toContain('"fake.login";q=5;w=900')
    expect(refused.json()).toMatchObject({ code: 'lockedOut', title: 'Too many attempts for this account' })
    expect((await from('192.0.2.1', 'bob@x.example')).status).toBe(200)
    expect((await from('192.0.2.2', 'ann@x.example')).status).toBe(200)
    clock.advance(60_000)
    expect((await from('192.0.2.1', 'ann@x.example')).status).toBe(200)
  })

  it('count a user, or the address where nobody is signed in, before the body is read', async () => {
    const make = command({
      http: 'POST /make',
      auth: 'public',
      input,
      output: z.unknown(),
      limits: [
        { max: 1, window: '1h', by: 'user' },
        { max: 100, window: '1h', by: 'ip' },
      ],
    })
    const { call } = await start({ plans: [fakePlan('make', make, () => 'made')] })
    const first = await call('/make', { body: {}, headers: bearer })
    expect(first.status).toBe(200)
    expect(first.headers['ratelimit-policy']).toContain('"fake.make";q=1;w=3600, "fake.make-2";q=100;w=3600')
    expect((await call('/make', { body: 'x', headers: { ...bearer, 'content-type': 'text/plain' } })).status).toBe(429)
    expect((await call('/make', { body: {} })).status).toBe(200)
    expect((await call('/make', { body: {} })).status).toBe(429)
  })

  it('can be off, and take any value', async () => {
    const { call } = await start({ plans: [loggingIn], limits: { operations: false } })
    for (let n = 0; n < 10; n += 1) expect((await call('/login', { body: { email: 'a' } })).status).toBe(200)
    const { call: strict } = await start({ plans: [loggingIn] })
    for (const email of [null, 7, {}, 'x'.repeat(100_000)])
      expect((await strict('/login', { body: { email } })).status).toBe(200)
  })
})
