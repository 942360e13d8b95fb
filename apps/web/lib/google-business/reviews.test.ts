import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { googleReviews, isLocation } from './reviews.ts'

const location = 'accounts/1/locations/2'
let server: Server
let asked: IncomingMessage[] = []
let status = 200

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request)
    response.writeHead(status, { 'content-type': 'application/json' })
    const second = request.url?.includes('pageToken=next')
    const reviews = second
      ? [{ starRating: 'TWO', comment: '(Translated by Google) Late.\n\n(Original)\nZu spät.' }]
      : [{ comment: 'Great\nand fast.' }, { starRating: 'FIVE' }, { comment: 'Bien.\n\n(Translated by Google)\nGood.' }]
    response.end(JSON.stringify(status === 200 ? { reviews, ...(!second && { nextPageToken: 'next' }) } : {}))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  process.env.WEB_GOOGLE_BUSINESS_URL = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => server.close())
beforeEach(() => {
  asked = []
  status = 200
})

test('all pages are read, each review as it was written, those without words left out', async () => {
  expect(await googleReviews(location, 'token', 10)).toEqual(['Great and fast.', 'Bien.', 'Zu spät.'])
  expect(asked.map(({ url }) => url)).toEqual([
    '/v4/accounts/1/locations/2/reviews?pageSize=50',
    '/v4/accounts/1/locations/2/reviews?pageSize=50&pageToken=next',
  ])
  expect(asked[0]?.headers.authorization).toBe('Bearer token')
})

test('no page is asked for that is not needed', async () => {
  expect(await googleReviews(location, 'token', 1)).toEqual(['Great and fast.'])
  expect(asked).toHaveLength(1)
})

test.each([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [429, 'unavailable'],
  [503, 'unavailable'],
  [418, 'downstreamFailed'],
])('status %i is %s', async (given, code) => {
  status = given
  await expect(googleReviews(location, 'token', 10)).rejects.toMatchObject({ code })
})

test('only a location becomes part of an address', () => {
  expect(isLocation(location)).toBe(true)
  for (const bad of ['', 'locations/2', 'accounts/1/locations/2/../3', 'accounts/1/locations/2?x', '//evil'])
    expect(isLocation(bad)).toBe(false)
})
