import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { command, query } from '../contract/index.ts'
import { fakePlan } from '../hosts/node/testing/fake-plan.ts'
import { bearer, start } from './testing/start.ts'
import { pages, WEB_KEY } from './testing/web.ts'

const input = z.object({})
const change = command({ http: 'POST /change', auth: 'public', input, output: z.unknown() })
const look = query({ http: 'GET /look', auth: 'public', input, output: z.unknown() })
const plans = [fakePlan('change', change, () => 'changed'), fakePlan('look', look, () => 'seen')]
const cookie = 'banyan_access=ann'

async function change403(options: Parameters<typeof start>[0], headers: Record<string, string>, path = '/change') {
  const web = await pages()
  const { call } = await start({ plans, web: { origin: web.origin, key: WEB_KEY }, ...options })
  const { status } = await call(path, { method: 'POST', headers: { host: 'banyan.example', ...headers } })
  expect([200, 403]).toContain(status)
  return status === 403
}

describe.each(['/change', '/page'])('a change at %s with the cookies of the web', (path) => {
  it.each([
    ['without Origin', {}],
    ['from another site', { origin: 'https://evil.example' }],
    ['from a sibling', { origin: 'https://other.banyan.example' }],
    ['from another port', { origin: 'https://banyan.example:8443' }],
    ['from nowhere', { origin: 'null' }],
    ['from a look-alike', { origin: 'https://banyan.example.evil.example' }],
  ])('is refused %s', async (_, headers) => {
    expect(await change403({}, { cookie, ...headers }, path)).toBe(true)
    expect(await change403({}, { cookie: 'banyan_refresh=x', ...headers }, path)).toBe(true)
  })

  it('is taken from the site itself', async () => {
    expect(await change403({}, { cookie, origin: 'https://banyan.example' }, path)).toBe(false)
    expect(await change403({}, { cookie, origin: 'http://BANYAN.example' }, path)).toBe(false)
  })

  it('is compared with the configured origins where there are some', async () => {
    const publicOrigins = ['https://www.example']
    expect(await change403({ publicOrigins }, { cookie, origin: 'https://www.example' }, path)).toBe(false)
    expect(await change403({ publicOrigins }, { cookie, origin: 'http://www.example' }, path)).toBe(true)
    expect(await change403({ publicOrigins }, { cookie, origin: 'https://banyan.example' }, path)).toBe(true)
  })
})

it('does not matter where nothing is changed, or no cookie of ours was sent', async () => {
  expect(await change403({}, { cookie: 'theme=dark', origin: 'https://evil.example' })).toBe(false)
  expect(await change403({}, {})).toBe(false)
  const { call } = await start({ plans })
  expect((await call('/look', { headers: { cookie, origin: 'https://evil.example' } })).status).toBe(200)
})

it('does not matter with a bearer token, which another site cannot send', async () => {
  expect(await change403({}, { cookie, ...bearer })).toBe(false)
})

it('matters for the web also with a bearer token, as the web looks at the cookie', async () => {
  expect(await change403({}, { cookie, ...bearer }, '/page')).toBe(true)
})
