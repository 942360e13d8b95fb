import { type Client, settle } from 'banyan/contract'
import { type FakeBrave, startFakeBrave } from 'banyan/testing/brave/server'
import { testDatabase } from 'banyan/testing/database'
import { startFakeSearxng } from 'banyan/testing/searxng/server'
import { startFakeSerper } from 'banyan/testing/serper/server'
import { type Started, type StartedOptions, startServices } from 'banyan/testing/start'
import { type FakeTavily, startFakeTavily } from 'banyan/testing/tavily/server'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { search } from './contract.ts'
import service from './service.ts'

let tavily: FakeTavily
let brave: FakeBrave
beforeAll(async () => {
  tavily = await startFakeTavily({ port: 0, apiKey: 'tvly-1' })
  brave = await startFakeBrave({ port: 0, apiKey: 'brave-1' })
})
afterEach(() => {
  tavily.reset()
  brave.reset()
})
afterAll(async () => {
  await tavily.close()
  await brave.close()
})

const env = (more: Record<string, string> = {}) => ({
  SEARCH_PROVIDER: 'tavily',
  TAVILY_API_KEY: 'tvly-1',
  TAVILY_BASE_URL: tavily.url,
  TAVILY_RATE: 'off',
  BRAVE_API_KEY: 'brave-1',
  BRAVE_BASE_URL: brave.url,
  BRAVE_RATE: 'off',
  ...more,
})
const start = (more: Record<string, string> = {}, options: Partial<StartedOptions> = {}): Promise<Started> =>
  startServices({ services: [service], env: env(more), ...options })

const down = { kind: 'status', status: 503 } as const
const always = { times: Number.POSITIVE_INFINITY }
const query = 'agent home'

describe('the engine that is set up is asked', () => {
  test.each([
    ['tavily', {}],
    ['brave', { SEARCH_PROVIDER: 'brave' }],
  ])('%s, and consumers cannot tell which', async (_, settings) => {
    await using app = await start(settings)
    const ann = await app.as(search, 'ann')
    const { results, totalResults, ...marks } = await ann.web({ query, maxResults: 2 })
    expect(results.map(({ url }) => url)).toEqual([
      'https://homes.example/guides/spring',
      'https://www.agents.example/what',
    ])
    expect([totalResults, marks]).toEqual([2, {}])
  })

  test('also SearXNG and Serper', async () => {
    await using searxng = await startFakeSearxng({ port: 0 })
    await using serper = await startFakeSerper({ port: 0, apiKey: 'serper-1' })
    for (const settings of [
      { SEARCH_PROVIDER: 'searxng', SEARXNG_BASE_URL: searxng.url },
      { SEARCH_PROVIDER: 'serper', SERPER_API_KEY: 'serper-1', SERPER_BASE_URL: serper.url },
    ]) {
      await using app = await start(settings)
      const ann = await app.as(search, 'ann')
      const { results } = await ann.web({ query: 'honey', excludeDomains: ['news.example'] })
      expect(results[0]).toEqual({
        title: 'Beekeeping for beginners',
        url: 'https://bees.example/start',
        snippet: 'Hives, honey and the first year of a beekeeper.',
        publishedDate: '2025-06-30',
      })
    }
  })

  test('for the sites that are named, and without those that are not wanted', async () => {
    await using app = await start()
    const ann = await app.as(search, 'ann')
    const of = async (input: object) => (await ann.web({ query, ...input })).results.map(({ url }) => new URL(url).host)
    expect(await of({ includeDomains: ['Agents.example'] })).toEqual(['www.agents.example'])
    expect(await of({ excludeDomains: ['agents.example', 'local.example'] })).not.toContain('www.agents.example')
    expect(tavily.requests[0]?.body).toMatchObject({ include_domains: ['agents.example'] })
  })

  test.each([
    { includeDomains: ['not a site'] },
    { includeDomains: ['https://homes.example/'] },
    { excludeDomains: ['localhost'] },
    { excludeDomains: Array(11).fill('homes.example') },
  ])('%j is invalid', async (domains) => {
    await using app = await start()
    const ann = await app.as(search, 'ann')
    expect(await settle(ann.web({ query, ...domains }))).toMatchObject({ error: { code: 'invalid' } })
  })

  test('a key that is no use is found in the health of the service, and in no answer', async () => {
    await using app = await start({ TAVILY_API_KEY: 'tvly-wrong' })
    const ann = await app.as(search, 'ann')
    const answer = await settle(ann.web({ query }))
    expect(answer).toMatchObject({ error: { code: 'searchUnavailable', status: 503, retry: true } })
    expect(JSON.stringify(answer)).not.toContain('tvly')
    const report = await app.place.health.report()
    expect(report.checks.externalAPIs).toMatchObject({
      apis: { 'search.provider': { healthy: false, detail: expect.stringMatching(/^tavily: refused \d+ s ago/) } },
    })
  })
})

describe('when an engine does not answer', () => {
  test('the next one does, and nobody notices', async () => {
    await using app = await start({ SEARCH_PROVIDER: 'tavily,brave,embedded' })
    tavily.fail(down, always)
    const ann = await app.as(search, 'ann')
    const { results, ...marks } = await ann.web({ query: 'honey' })
    expect(results[0]?.url).toBe('https://bees.example/start')
    expect(marks).toEqual({ totalResults: results.length })
  })

  test('the library of the server stands in where it may, and says so', async () => {
    await using app = await start({ SEARCH_PROVIDER: 'tavily,embedded' })
    tavily.fail(down, always)
    const answer = await fetch(`${app.baseUrl}/search/web`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await app.token('ann')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'circuit breakers' }),
    })
    expect(answer.headers.get('x-fallback')).toBe('true')
    expect(await answer.json()).toMatchObject({
      fallback: true,
      results: expect.arrayContaining([expect.objectContaining({ url: expect.stringContaining('/library/') })]),
    })
    const ann = await app.as(search, 'ann')
    expect(await ann.news({ query: 'webhooks' })).toMatchObject({ fallback: true })
  })

  test('an old answer of it is given as stale, rather than one of the library', async () => {
    await using database = await testDatabase()
    const settings = { SEARCH_PROVIDER: 'tavily,embedded', SEARCH_CACHE_TTL: '0s' }
    {
      await using app = await start(settings, { database })
      const ann = await app.as(search, 'ann')
      const first = await ann.web({ query })
      const news = await ann.news({ query, days: 365 })
      tavily.fail(down, always)
      expect(await ann.web({ query })).toEqual({ ...first, stale: true })
      expect(await ann.news({ query, days: 365 })).toEqual({ ...news, stale: true })
    }
    // Also by a process that was not there when it was asked.
    await using again = await start(settings, { database })
    const ben = await again.as(search, 'ben')
    const { results, stale, fallback } = await ben.web({ query })
    expect([results[0]?.url, stale, fallback]).toEqual(['https://homes.example/guides/spring', true, undefined])
    tavily.reset()
    expect((await ben.web({ query })).stale).toBeUndefined()
  })

  test('and nothing can stand in, it says when to come again', async () => {
    await using app = await start()
    const ann = await app.as(search, 'ann')
    tavily.fail({ kind: 'status', status: 429, retryAfter: 120 }, always)
    expect(await settle(ann.web({ query }))).toMatchObject({
      error: { code: 'searchLimited', status: 429, retry: true, retryAfter: 120_000 },
    })
    tavily.reset()
    // The pause that the engine asked for holds for other questions, too: nobody asks it.
    expect(await settle(ann.web({ query: 'honey' }))).toMatchObject({ error: { code: 'searchLimited' } })
    expect(tavily.requests).toEqual([])
  })
})

describe('what an engine may be asked', () => {
  test('is no more than a month has, and what is kept is still given', async () => {
    await using app = await start({ TAVILY_MONTHLY_QUOTA: '2' })
    const ann = await app.as(search, 'ann')
    const answers = []
    for (const query of ['homes', 'honey', 'mortgages']) answers.push(await settle(ann.web({ query })))
    expect(answers).toMatchObject([{ ok: true }, { ok: true }, { error: { code: 'searchLimited', status: 429 } }])
    expect(tavily.requests).toHaveLength(2)
    expect((await ann.web({ query: 'homes' })).results.length).toBeGreaterThan(0)
  })

  test('is as often as its pace allows: who would wait long is sent to the next engine', async () => {
    await using app = await start({ SEARCH_PROVIDER: 'tavily,brave', TAVILY_RATE: '1/1h' })
    const ann = await app.as(search, 'ann')
    await ann.web({ query: 'homes' })
    await ann.web({ query: 'honey' })
    await ann.web({ query: 'mortgages' })
    expect([tavily.requests.length, brave.requests.length]).toEqual([1, 2])
  })
})

describe('an answer of an engine', () => {
  test('is for all users, and asked for once by all who ask at the same time', async () => {
    await using app = await start()
    tavily.fail({ kind: 'slowHeaders', delay: 200 })
    const users = await Promise.all(['ann', 'ben', 'cem'].map((name) => app.as(search, name)))
    const answers = await Promise.all(users.flatMap((user) => [user.web({ query }), user.web({ query })]))
    expect(tavily.requests).toHaveLength(1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const dora = await app.as(search, 'dora')
    await dora.web({ query: ` agent   home ` })
    expect(tavily.requests).toHaveLength(1)
  })

  test('is kept apart from those to other questions', async () => {
    await using app = await start()
    const ann = await app.as(search, 'ann')
    const others = [
      { query },
      { query, maxResults: 2 },
      { query, searchDepth: 'advanced' as const },
      { query, includeDomains: ['homes.example'] },
      { query, excludeDomains: ['homes.example'] },
      { query: 'Agent home?' },
    ]
    for (const input of [...others, ...others]) await ann.web(input)
    for (const input of [{ query }, { query, days: 3 }, { query, location: 'Austin' }]) await ann.news(input)
    expect(tavily.requests).toHaveLength(others.length + 3)
  })

  test('is known to every process, and to those that start later', async () => {
    await using database = await testDatabase()
    const first = await start({}, { database })
    const given = await (await first.as(search, 'ann')).web({ query })
    await using second = await start({}, { database })
    expect(await (await second.as(search, 'ben')).web({ query })).toEqual(given)
    await first.close()
    await using third = await start({}, { database })
    expect(await (await third.as(search, 'cem')).web({ query })).toEqual(given)
    expect(tavily.requests).toHaveLength(1)
  })
})

describe('forgetting', () => {
  const clearing = (app: Started, pattern?: string, roles: readonly string[] = ['admin']) =>
    app.as(search, 'root', roles).then((root) => root.clearCache(pattern === undefined ? {} : { pattern }))
  /** Asks again until the engine is asked again. */
  const askedAgain = (ask: () => Promise<unknown>, count: number) =>
    vi.waitFor(
      async () => {
        await ask()
        expect(tavily.requests.length).toBe(count)
      },
      { timeout: 10_000, interval: 20 },
    )

  test('is one operation, which reaches every process', async () => {
    await using database = await testDatabase()
    await using one = await start({}, { database })
    await using two = await start({}, { database })
    const clients: Client<typeof search>[] = [await one.as(search, 'ann'), await two.as(search, 'ann')]
    for (const client of clients) await client.web({ query })
    expect(tavily.requests).toHaveLength(1)
    tavily.knows([{ title: 'New homes', url: 'https://new.example/', text: 'Homes of today' }])
    expect(await clearing(one)).toEqual({ pattern: 'search:*', timestamp: expect.stringMatching(/Z$/) })
    for (const client of clients)
      await expect
        .poll(async () => (await client.web({ query })).results[0]?.url, { timeout: 10_000 })
        .toBe('https://new.example/')
    // Once for both: the second found what the first had asked for.
    expect(tavily.requests).toHaveLength(2)
  })

  test('forgets what fits the pattern and nothing else', async () => {
    await using app = await start()
    const ann = await app.as(search, 'ann')
    await ann.web({ query })
    await ann.news({ query })
    await clearing(app, 'search:news:*')
    await askedAgain(() => ann.news({ query }), 3)
    await ann.web({ query })
    expect(tavily.requests).toHaveLength(3)
    // What LIKE would take for anything is only itself.
    await clearing(app, 'search:web::_%')
    await clearing(app, 'search:web::*agent*')
    await askedAgain(() => ann.web({ query }), 4)
  })

  test('an answer that was under way when it was to be forgotten is given to who waits, and not kept', async () => {
    await using database = await testDatabase()
    await using one = await start({}, { database })
    await using two = await start({}, { database })
    tavily.fail({ kind: 'slowHeaders', delay: 700 })
    const ann = await one.as(search, 'ann')
    const waiting = ann.web({ query })
    await tavily.arrived(1)
    await clearing(two)
    await expect
      .poll(
        async () =>
          (await database.pool.query('select from search.forgotten where pattern = $1', ['search:%'])).rowCount,
        {
          timeout: 10_000,
        },
      )
      .toBeGreaterThan(0)
    expect((await waiting).results.length).toBeGreaterThan(0)
    await (await two.as(search, 'ben')).web({ query })
    expect(tavily.requests).toHaveLength(2)
  })

  test('is for administrators, and of search only', async () => {
    await using app = await start()
    expect(await settle(clearing(app, undefined, []))).toMatchObject({ error: { status: 403 } })
    expect(await settle(clearing(app, 'other:*'))).toMatchObject({ error: { code: 'invalid' } })
  })
})
