import { manualClock } from 'banyan/testing/clock'
import { type TestDatabase, testDatabase } from 'banyan/testing/database'
import type { Kysely } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadLibrary } from '../store/library.ts'
import { store, type Tables } from '../store/tables.ts'
import { embeddedProvider } from './embedded.ts'
import type { SearchProvider } from './provider.ts'

let database: TestDatabase
let db: Kysely<Tables>
let provider: SearchProvider
const { signal } = new AbortController()

beforeAll(async () => {
  database = await testDatabase()
  const opened = await database.open('search', store)
  db = opened.db
  const emit = { invalidate: async () => {} }
  await loadLibrary(new URL('../library/', import.meta.url), {
    ...opened,
    clock: manualClock(),
    emit,
    log: pino({ level: 'silent' }),
  })
  provider = embeddedProvider(db, (slug) => `https://banyan.example/library/${slug}`)
})
afterAll(() => database.close())

const everywhere = { include: [], exclude: [] }
const web = (query: string, reader = 'nobody', maxResults = 10) =>
  provider.web({ query, maxResults, depth: 'basic', reader, ...everywhere }, signal)
const slugs = async (query: string, reader?: string) =>
  (await web(query, reader)).results.map(({ url }) => url.replace('https://banyan.example/library/', ''))
const news = (query: string, filters: { location?: string; since?: string; until?: string } = {}) =>
  provider.news(
    { query, location: filters.location, days: undefined, since: filters.since, until: filters.until ?? '2026-12-31' },
    signal,
  )

async function add(owner: string, slug: string, title: string, body: string): Promise<void> {
  const row = {
    slug,
    owner,
    title,
    body,
    topics: '[]',
    source: 'My documents',
    published: '2026-02-03',
    checksum: null,
  }
  await db.insertInto('articles').values(row).execute()
}

describe('a question finds the article that answers it', () => {
  test.each([
    ['how do spaced repetition systems schedule reviews', 'how-spaced-repetition-works'],
    ['what is FSRS?', 'fsrs-scheduler'],
    ['ease hell in SM-2', 'sm-2-algorithm'],
    ['how many new cards should I add a day', 'planning-daily-reviews'],
    ['best time to post', 'choosing-when-to-post'],
    ['writing an agent bio', 'agent-bio-that-sounds-human'],
    ['neighborhood guide', 'neighbourhood-guides'],
    ['twitter character limit', 'social-media-by-channel'],
    ['answering a bad review', 'responding-to-reviews'],
    ['sign in with a fingerprint instead of a password', 'passkeys-explained'],
    ['edge or cloud', 'edge-or-cloud'],
    ['why is exactly once delivery hard', 'transactional-outbox'],
    ['move from a monolith to microservices', 'monolith-to-services'],
    ['artificial intelligence writing articles with sources', 'grounding-generated-text'],
  ])('%s', async (query, expected) => {
    expect((await slugs(query)).slice(0, 2)).toContain(expected)
  })
})

test('words of one family count as one, and small words count nothing', async () => {
  expect(await slugs('the scheduling of memories')).toEqual(await slugs('schedule memory'))
  expect(await web('how to be the')).toEqual({ results: [], total: 0 })
})

test('misspelled and unfinished words find what was meant', async () => {
  expect((await slugs('spased repitition'))[0]).toBe('how-spaced-repetition-works')
  expect((await slugs('flashc'))[0]).toBe('writing-good-flashcards')
  expect((await slugs('pasword sucurity'))[0]).toBe('sign-in-security')
})

test('what the library does not speak of finds nothing', async () => {
  for (const query of ['quantum chromodynamics', 'how do I cook pasta', '北京', '🦥🦥'])
    expect(await web(query)).toEqual({ results: [], total: 0 })
})

test('quotes and a minus are obeyed', async () => {
  expect(await slugs('"spaced repetition" -FSRS')).not.toContain('fsrs-scheduler')
  expect(await slugs('spaced repetition')).toContain('fsrs-scheduler')
  expect(await slugs('"fencing token"')).toEqual(['job-queues-explained'])
  expect((await slugs('canary OR strangler')).sort()).toEqual(['canary-releases', 'strangler-pattern'])
})

test('a phrase that nobody wrote falls back to its words', async () => {
  expect((await slugs('"repetition spaced algorithm"'))[0]).toBeDefined()
})

test.each([
  "it's",
  "a'b''c",
  'a\\b',
  '&|!:*()<->',
  '%_',
  "'; drop table articles; --",
  'a:AB | b',
  '\\',
  '"',
  '-',
  "' or '1'='1",
  'C:\\temp\\x',
  'x'.repeat(400),
  'a-b-c-d '.repeat(50),
])('any text is a query, and nothing in it is code: %j', async (query) => {
  const { results, total } = await web(query)
  expect(total).toBeGreaterThanOrEqual(results.length)
})

test('there are no more results than asked for, and the total counts all', async () => {
  const all = await web('reviews', 'nobody', 20)
  expect(all.total).toBe(all.results.length)
  const two = await web('reviews', 'nobody', 2)
  expect(two).toEqual({ results: all.results.slice(0, 2), total: all.total })
})

test('a result has a title, an absolute address, a plain snippet of whole sentences and a date', async () => {
  const { results } = await web('learn flashcards rules that pay off quickly')
  for (const result of results) {
    expect(result.title.length).toBeGreaterThan(0)
    expect(result.url).toMatch(/^https:\/\/banyan\.example\/library\/[a-z0-9-]+$/)
    expect(result.snippet).toMatch(/^\S.*\S$/)
    expect(result.snippet).not.toMatch(/\n|\*\*|^- /)
    expect(result.snippet.length).toBeLessThanOrEqual(300)
    expect(result.publishedDate).toMatch(/^202\d-\d\d-\d\d$/)
  }
})

test('an advanced search gives longer snippets of the same results', async () => {
  const request = { query: 'circuit breakers', maxResults: 5, reader: 'nobody', ...everywhere }
  const basic = await provider.web({ ...request, depth: 'basic' }, signal)
  const advanced = await provider.web({ ...request, depth: 'advanced' }, signal)
  expect(advanced.results.map(({ url }) => url)).toEqual(basic.results.map(({ url }) => url))
  expect(advanced.results[0]?.snippet.length).toBeGreaterThan(600)
})

test("a user's own documents are found by him alone", async () => {
  await add('u1', 'zeppelin-1', 'Zeppelin maintenance', 'Check the zeppelin twice a year.')
  expect(await slugs('zeppelin', 'u1')).toEqual(['zeppelin-1'])
  expect(await slugs('zeppelin', 'u2')).toEqual([])
  expect(await news('zeppelin')).toEqual([])
  // Neither by a slip of the keys, which looks into the words of what is in reach.
  expect(await slugs('zepelin', 'u2')).toEqual([])
})

test('the largest document that may be added is indexed to its end', async () => {
  const word = (at: number) => `w${at.toString(36)}-x${at.toString(36)}`
  let body = ''
  for (let at = 0; body.length < 99_980; at++) body += `${word(at)} `
  await add('u3', 'large-1', 'Large', `${body.slice(0, 99_980)} xylophone`)
  expect(await slugs('xylophone', 'u3')).toEqual(['large-1'])
})

test('news have a source and keep to the days that were asked for', async () => {
  const all = await news('software systems services', {})
  expect(all.length).toBeGreaterThan(0)
  for (const article of all) expect(article.source).toBe('Banyan Library')
  const recent = await news('webhooks tests queues', { since: '2026-07-01', until: '2026-10-31' })
  expect(recent.length).toBeGreaterThan(0)
  for (const { publishedDate } of recent) expect(publishedDate >= '2026-07-01').toBe(true)
  expect(await news('webhooks', { since: '2026-10-07' })).toEqual([])
  expect(await news('webhooks', { until: '2026-10-05' })).toEqual([])
})

test('news of a place speak of it', async () => {
  expect((await news('estate agent search', { location: 'Riverside' })).map(({ url }) => url)).toEqual([
    'https://banyan.example/library/local-seo-for-agents',
  ])
  expect(await news('estate agent search', { location: 'Atlantis' })).toEqual([])
})

test('a database that refuses is a failure and not an empty answer', async () => {
  await database.pool.query('revoke select on search.articles from svc_search')
  await expect(web('memory')).rejects.toThrow(/permission denied/)
  await database.pool.query('grant select on search.articles to svc_search')
  expect((await web('memory')).total).toBeGreaterThan(0)
})

test('all that the index knows is on this server: other sites have nothing', async () => {
  const of = (include: string[], exclude: string[]) =>
    provider
      .web({ query: 'reviews', maxResults: 3, depth: 'basic', reader: 'nobody', include, exclude }, signal)
      .then(({ results }) => results.length)
  expect(await of([], [])).toBe(3)
  expect(await of(['banyan.example'], ['other.example'])).toBe(3)
  expect(await of(['other.example'], [])).toBe(0)
  expect(await of([], ['banyan.example'])).toBe(0)
})
