import { settle } from 'banyan/contract'
import { startServices } from 'banyan/testing/start'
import { expect, test } from 'vitest'
import { oauth } from './contract.ts'
import service from './service.ts'

test('providers that are not set up are listed as such, and refused in words', async () => {
  await using app = await startServices({ services: [service] })
  const ann = await app.as(oauth, 'ann')
  const connections = await ann.connections({})
  expect(connections.map(({ provider, state, configured }) => [provider, state, configured])).toEqual([
    ['GOOGLE_BUSINESS', 'not_configured', false],
    ['FACEBOOK', 'not_configured', false],
    ['ZILLOW', 'not_configured', false],
  ])
  const redirectUri = 'http://localhost:3000/integrations/callback'
  expect(await settle(ann.authorize({ provider: 'ZILLOW', redirectUri }))).toMatchObject({
    error: { code: 'notConfigured', status: 409 },
  })
  expect(await settle(ann.authorize({ provider: 'NOBODY', redirectUri }))).toMatchObject({
    error: { code: 'noSuchProvider', status: 404 },
  })
})
