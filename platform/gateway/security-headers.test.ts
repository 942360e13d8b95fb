import { expect, it } from 'vitest'
import { start } from './testing/start.ts'
import { pages, WEB_KEY } from './testing/web.ts'

it('keeps data from running, being framed or being read elsewhere', async () => {
  const { call } = await start()
  const { headers } = await call('/nowhere')
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
  expect(headers['strict-transport-security']).toBeUndefined()
})

it('lets pages load from this site only, and send Origin with their forms', async () => {
  const web = await pages()
  const { call } = await start({ web: { origin: web.origin, key: WEB_KEY } })
  const { headers } = await call('/')
  expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("script-src 'self' 'unsafe-inline';")
  expect(policy).toContain("connect-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
})

it('asks for https in future where it is https now', async () => {
  const web = await pages()
  const { call } = await start({ web: { origin: web.origin, key: WEB_KEY }, trustProxy: ['127.0.0.1'] })
  for (const path of ['/', '/nowhere']) {
    const { headers } = await call(path, { headers: { 'x-forwarded-proto': 'https' } })
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  }
})
