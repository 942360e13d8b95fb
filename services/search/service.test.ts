import { type Client, settle } from 'banyan/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { search } from './contract.ts'
import service from './service.ts'

let app: Started
let ann: Client<typeof search>
let ben: Client<typeof search>
let nobody: Client<typeof search>

beforeAll(async () => {
  app = await startServices({ services: [service], env: { PUBLIC_URL: 'https://banyan.example/' } })
  ann = await app.as(search, 'ann')
  ben = await app.as(search, 'ben')
  nobody = await app.as(search)
})
afterAll(() => app.close())
afterEach(() => readable(app, true))

/** Lets the service read its table, or not. */
const readable = (started: Started, yes: boolean) =>
  started.database.pool.query(
    yes ? 'grant select on search.articles to svc_search' : 'revoke select on search.articles from svc_search',
  )

/** Resolves when every event so far has had its effect, e.g. the one that announces the library. */
const handled = (started: Started) =>
  vi.waitFor(
    async () => {
      const { rows } = await started.database.pool.query(
        `select 1 from banyan.outbox where relayed_at is null union all select 1 from banyan.inbox where state <> 'handled'`,
      )
      expect(rows).toEqual([])
    },
    { timeout: 10_000 },
  )

/** Takes articles away behind the service's back: who still finds them was answered from the cache. */
const removeArticle = (started: Started, slug: string) =>
  started.database.pool.query('delete from search.articles where slug = $1', [slug])

const urls = (found: readonly { url: string }[]) => found.map(({ url }) => url)

const codeOf = async (answer: Promise<unknown>): Promise<string | undefined> => {
  const settled = await settle(answer)
  return settled.ok ? undefined : settled.error.code
}

describe('searching the web', () => {
  test('finds articles of the library under their own addresses', async () => {
    const { results, totalResults, stale } = await ann.web({
      query: 'how do spaced repetition systems schedule reviews',
    })
    expect(results[0]).toEqual({
      title: 'How spaced repetition schedules your reviews',
      url: 'https://banyan.example/library/how-spaced-repetition-works',
      snippet: expect.stringMatching(/^[A-Z].*spaced repetition.*\.$/i),
      publishedDate: '2025-01-14',
    })
    expect(totalResults).toBeGreaterThanOrEqual(results.length)
    expect(stale).toBeUndefined()
  })

  test('gives at most maxResults, and longer snippets when asked for depth', async () => {
    const basic = await ann.web({ query: 'reviews', maxResults: 3 })
    const advanced = await ann.web({ query: 'reviews', maxResults: 3, searchDepth: 'advanced' })
    expect(basic.results).toHaveLength(3)
    expect(advanced.results.map(({ url }) => url)).toEqual(basic.results.map(({ url }) => url))
    expect(advanced.results[0]?.snippet.length).toBeGreaterThan(basic.results[0]?.snippet.length ?? 0)
  })

  test('for what nobody wrote about finds nothing', async () => {
    expect(await ann.web({ query: 'quantum chromodynamics' })).toEqual({ results: [], totalResults: 0 })
  })

  test.each([
    { query: 'x' },
    { query: '   ' },
    { query: 'x'.repeat(401) },
    { query: 'a\0b' },
    { query: 'memory', maxResults: 0 },
    { query: 'memory', maxResults: 21 },
    { query: 'memory', searchDepth: 'deep' as 'basic' },
  ])('refuses %j as invalid', async (input) => {
    expect(await codeOf(ann.web(input))).toBe('invalid')
  })
})

describe('searching the news', () => {
  test('gives source and date', async () => {
    const { articles } = await ann.news({ query: 'webhooks' })
    expect(articles[0]).toEqual({
      title: 'Receiving and sending webhooks',
      url: 'https://banyan.example/library/webhooks-done-right',
      snippet: expect.any(String),
      source: 'Banyan Library',
      publishedDate: '2026-10-06',
    })
  })

  test('of a place that no article speaks of finds nothing', async () => {
    expect(await ann.news({ query: 'real estate', location: 'Atlantis' })).toEqual({ articles: [] })
  })

  test('never goes into what users added', async () => {
    await ann.addDocument({ title: 'Zeppelin news', text: 'The zeppelin has landed.' })
    expect(await ann.news({ query: 'zeppelin' })).toEqual({ articles: [] })
  })

  test.each([
    { query: 'x' },
    { query: 'memory', days: 0 },
    { query: 'memory', days: 366 },
    { query: 'memory', location: ' ' },
  ])('refuses %j as invalid', async (input) => {
    expect(await codeOf(ann.news(input))).toBe('invalid')
  })
})

describe('a document of my own', () => {
  test('is found and read by me, at once, and by nobody else', async () => {
    expect((await ann.web({ query: 'submarine' })).results).toEqual([])
    expect((await ben.web({ query: 'submarine' })).results).toEqual([])
    const { slug, url } = await ann.addDocument({
      title: 'Submarine notes',
      text: '# Dive\n\nCheck the **valves** first.',
    })
    expect(url).toBe(`https://banyan.example/library/${slug}`)

    const { results, totalResults } = await ann.web({ query: 'submarine' })
    expect(totalResults).toBe(1)
    expect(results[0]).toMatchObject({ title: 'Submarine notes', url, snippet: 'Check the valves first.' })
    expect(await ann.article({ slug })).toMatchObject({
      title: 'Submarine notes',
      body: '# Dive\n\nCheck the **valves** first.',
      topics: [],
      source: 'My documents',
    })

    expect((await ben.web({ query: 'submarine' })).results).toEqual([])
    expect(await codeOf(ben.article({ slug }))).toBe('noSuchArticle')
    expect(await codeOf(nobody.article({ slug }))).toBe('noSuchArticle')
  })

  test('has an address that cannot be guessed from its title', async () => {
    const same = { title: 'Ärger & Freude im Büro', text: 'Text.' }
    const [one, two] = await Promise.all([ann.addDocument(same), ann.addDocument(same)])
    expect(one.slug).toMatch(/^a-rger-freude-im-bu-ro-[0-9a-f]{32}$|^arger-freude-im-buro-[0-9a-f]{32}$/)
    expect(one.slug.slice(-32)).not.toBe(two.slug.slice(-32))
    expect((await ann.addDocument({ title: '日本', text: 'Text.' })).slug).toMatch(/^[0-9a-f]{32}$/)
  })

  test('is added once for one idempotency key', async () => {
    const document = { title: 'Once', text: 'Hippopotamus.' }
    const first = await ann.addDocument(document, { idempotencyKey: 'doc-1' })
    expect(await ann.addDocument(document, { idempotencyKey: 'doc-1' })).toEqual(first)
    expect((await ann.web({ query: 'hippopotamus' })).totalResults).toBe(1)
  })

  test.each([
    { title: ' ', text: 'x' },
    { title: 'x', text: ' ' },
    { title: 'x', text: 'x'.repeat(100_001) },
    { title: 'x', text: '\0' },
  ])('with %#: something missing or too large is invalid', async (input) => {
    expect(await codeOf(ann.addDocument(input))).toBe('invalid')
  })
})

describe('an article of the library', () => {
  test('is read by anybody', async () => {
    const article = await nobody.article({ slug: 'strangler-pattern' })
    expect(article).toMatchObject({
      slug: 'strangler-pattern',
      title: 'The strangler pattern: replacing a system while it runs',
      topics: ['strangler pattern', 'migration', 'monolith'],
      source: 'Banyan Library',
      publishedDate: '2025-02-13',
    })
    expect(article.body).toContain('A routing layer is placed in front of the old system.')
    expect(await ann.article({ slug: 'strangler-pattern' })).toEqual(article)
  })

  test.each(['no-such-article', "' or ''='", '../service', '%'])('is not %j', async (slug) => {
    expect(await codeOf(nobody.article({ slug }))).toBe('noSuchArticle')
  })
})

test('nobody searches or adds without signing in', async () => {
  const answers = [
    nobody.web({ query: 'memory' }),
    nobody.news({ query: 'memory' }),
    nobody.addDocument({ title: 'x', text: 'y' }),
  ]
  expect(await Promise.all(answers.map(codeOf))).toEqual(Array(3).fill('unauthenticated'))
})

describe('the cache', () => {
  beforeAll(() => handled(app))

  test('is counted: how often it had the answer', async () => {
    const counts = async () =>
      (await app.telemetry.metrics.text()).body.match(/(?<=cache="web",result="(hit|miss)"} )\d+/g)?.map(Number)
    const [hits = 0, misses = 0] = (await counts()) ?? []
    for (let n = 0; n < 3; n++) await ann.web({ query: 'what is a hit ratio' })
    expect(await counts()).toEqual([hits + 2, misses + 1])
  })

  test('answers the same question without asking again, whatever its spaces', async () => {
    const first = await ann.web({ query: 'circuit breakers' })
    const news = await ann.news({ query: 'circuit breakers' })
    await readable(app, false)
    expect(await ann.web({ query: ' circuit   breakers ' })).toEqual(first)
    expect(await ann.news({ query: 'circuit breakers' })).toEqual(news)
  })

  test('keeps users, depths and numbers apart', async () => {
    await ann.web({ query: 'rate limiting' })
    await readable(app, false)
    expect(await codeOf(ben.web({ query: 'rate limiting' }))).toBe('searchUnavailable')
    expect(await codeOf(ann.web({ query: 'rate limiting', maxResults: 2 }))).toBe('searchUnavailable')
    expect(await codeOf(ann.web({ query: 'rate limiting', searchDepth: 'advanced' }))).toBe('searchUnavailable')
  })

  test('keeps no failure', async () => {
    await readable(app, false)
    const failed = await settle(ann.web({ query: 'idempotency' }))
    expect(failed).toMatchObject({
      ok: false,
      error: { code: 'searchUnavailable', status: 503, retry: true, retryAfter: 5000 },
    })
    await readable(app, true)
    expect((await ann.web({ query: 'idempotency' })).totalResults).toBeGreaterThan(0)
  })

  test('gives an old answer as stale when the source fails, and a new one when it is back', async () => {
    await using impatient = await startServices({ services: [service], env: { SEARCH_CACHE_TTL: '0s' } })
    await handled(impatient)
    const user = await impatient.as(search, 'ann')
    const first = await user.web({ query: 'canary releases' })
    const news = await user.news({ query: 'canary releases', days: 365 })
    expect(first.stale).toBeUndefined()
    await readable(impatient, false)
    expect(await user.web({ query: 'canary releases' })).toEqual({ ...first, stale: true })
    expect(await user.news({ query: 'canary releases', days: 365 })).toEqual({ ...news, stale: true })
    expect(await codeOf(user.web({ query: 'passkeys' }))).toBe('searchUnavailable')
    await readable(impatient, true)
    expect(await user.web({ query: 'canary releases' })).toEqual(first)
  })

  test('asks once for all who ask at the same time, and answers them although one of them gave up', async () => {
    const blocker = await app.database.connect()
    onTestFinished(() => blocker.end())
    await blocker.query('begin; lock table search.articles in access exclusive mode')
    const waiting = async () => {
      const { rows } = await blocker.query(
        `select 1 from pg_locks where not granted and relation = 'search.articles'::regclass
         and database = (select oid from pg_database where datname = current_database())`,
      )
      return rows.length
    }
    const impatient = new AbortController()
    const query = 'observability'
    const first = ann.web({ query }, { signal: impatient.signal })
    const others = Promise.all(Array.from({ length: 20 }, () => ann.web({ query })))
    await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0))
    // What is sent later and answered says that the others have arrived.
    await Promise.all(Array.from({ length: 20 }, () => codeOf(ann.web({ query: 'x' }))))
    expect(await waiting()).toBe(1)

    impatient.abort()
    await expect(first).rejects.toThrow()
    await blocker.query('rollback')
    for (const { results } of await others) expect(results[0]?.url).toContain('observability-basics')
  })

  test('says in the log why nobody was answered, without what was asked', async () => {
    const lines: string[] = []
    await using observed = await startServices({ services: [service], write: (line) => lines.push(line) })
    const user = await observed.as(search, 'ann')
    await readable(observed, false)
    expect(await codeOf(user.web({ query: 'hippogriff' }))).toBe('searchUnavailable')
    const failures = lines.filter((line) => line.includes('The search provider failed'))
    expect(failures).toHaveLength(1)
    expect(failures[0]).toContain('permission denied')
    expect(lines.join('')).not.toContain('hippogriff')
  })

  test('forgets what an event names, and nothing else', async () => {
    const query = 'transactional outbox'
    const [mine, yours] = [await ann.web({ query }), await ben.web({ query })]
    expect(mine.results[0]?.url).toContain('transactional-outbox')
    await removeArticle(app, 'transactional-outbox')
    expect(await ann.web({ query })).toEqual(mine)
    await announce(app, 'search:web:ann:*')
    await expect.poll(async () => urls((await ann.web({ query })).results)).not.toContain(mine.results[0]?.url)
    expect(await ben.web({ query })).toEqual(yours)
  })

  test('forgets the news by their own pattern', async () => {
    const query = 'reputation scores'
    const before = await ann.news({ query })
    await removeArticle(app, 'reputation-scores')
    expect(await ben.news({ query })).toEqual(before)
    await announce(app, 'search:news:*')
    await expect.poll(async () => urls((await ann.news({ query })).articles)).not.toContain(before.articles[0]?.url)
  })
})

/** Puts the event into the outbox, as any part of the service would. */
async function announce(started: Started, pattern: string): Promise<void> {
  const { participant } = started.place.runtime.services.find(({ contract }) => contract.name === 'search') ?? {}
  if (!participant) throw new TypeError('the search service is not open')
  await participant.store.tx((tx) =>
    started.place.engine.emit(tx as never, {
      service: 'search',
      type: search.members.invalidate.type,
      subject: pattern,
      data: { timestamp: '2026-01-01T00:00:00.000Z', pattern },
      trace: { traceId: '0'.repeat(32), spanId: '0'.repeat(16), sampled: false },
    }),
  )
}
