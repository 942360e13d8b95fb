import { expect, test } from 'vitest'
import { isAllowed } from './redirects.ts'

const page = '/integrations/callback'

test.each([
  ['http://localhost:3000', true],
  ['http://127.0.0.1:3000', true],
  ['http://[::1]:3000', true],
  ['http://localhost:3001', false],
  ['https://localhost:3000', false],
  ['http://example.org:3000', false],
])('a server that was not told its address is on this machine: %s', (origin, allowed) => {
  expect(isAllowed(origin + page, { OAUTH_REDIRECT_URIS: undefined, PORT: 3000, PUBLIC_URL: undefined })).toBe(allowed)
})

test.each([
  [`https://app.example.org${page}`, true],
  ['https://app.example.org/', true],
  [`http://app.example.org${page}`, false],
  [`https://app.example.org.evil.org${page}`, false],
  [`https://app.example.org@evil.org${page}`, false],
  [`http://localhost:3000${page}`, false],
  ['myapp.example.org/there', false],
  ['https://mobile.example.org/callback', true],
  ['https://mobile.example.org/callback?more', false],
])('a server that was is there, and where its settings say: %s', (address, allowed) => {
  const settings = { OAUTH_REDIRECT_URIS: ['https://mobile.example.org/callback'], PORT: 3000 }
  const parsed = URL.canParse(address)
  expect(parsed && isAllowed(address, { ...settings, PUBLIC_URL: 'https://app.example.org/' })).toBe(allowed)
})
