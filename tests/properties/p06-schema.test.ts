import { NewsArticle, search, WebResult } from '@banyan/search/contract'
import type { Page } from 'banyan/testing/search-engine/pages'
import fc from 'fast-check'
import { expect } from 'vitest'
import * as z from 'zod'
import { property } from './property.ts'
import { type EngineName, engineNames, startSearch, startSearches } from './searches/start.ts'

/** The pages of a web, all of which speak of honey. */
const pages: fc.Arbitrary<Page[]> = fc.uniqueArray(
  fc
    .record({
      title: fc.constantFrom('Honey', 'Honey & bees', 'About "honey"', 'Honig: honey', '蜂蜜 honey'),
      url: fc.nat(40).map((n) => `https://bees${n % 4}.example/honey/${n}`),
      text: fc.constantFrom(
        'Honey of the year.',
        'Honey < wax > bees',
        'Honey — and "more" of it',
        `honey ${'and '.repeat(99)}`,
      ),
      published: fc
        .integer({ min: 0, max: 300 })
        .map((days) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10)),
      source: fc.option(fc.constantFrom('The Daily', 'Bee Weekly'), { nil: undefined }),
    })
    .map(({ source, ...page }) => (source === undefined ? page : { ...page, source })),
  { selector: ({ url }) => url, maxLength: 12 },
)

/** What an engine may send in its results when something is wrong with it. */
const odd = fc.oneof(
  fc.constantFrom(
    null,
    7,
    '',
    '<b>x</b>',
    '\u0000',
    'javascript:alert(1)',
    'https://odd.example/',
    '2025-02-30',
    '1 day ago',
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 1 }),
)
const results = fc.array(
  fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.record(
      {
        title: odd,
        url: odd,
        link: odd,
        content: odd,
        description: odd,
        snippet: odd,
        extra_snippets: odd,
        published_date: odd,
        page_age: odd,
        publishedDate: odd,
        date: odd,
        source: odd,
      },
      { requiredKeys: [] },
    ),
  ),
  { maxLength: 6 },
)

/** The results in the envelope of each engine. */
const wrapped: Record<EngineName, (kind: 'web' | 'news', results: unknown) => object> = {
  tavily: (_, results) => ({ query: 'honey', results }),
  brave: (kind, results) =>
    kind === 'web' ? { type: 'search', web: { type: 'search', results } } : { type: 'news', results },
  searxng: (_, results) => ({ results, unresponsive_engines: [] }),
  serper: (kind, results) => (kind === 'web' ? { organic: results } : { news: results }),
}

const DAY = 86_400_000
/** Nothing beside what the contract says, whoever answers. */
const Web = z.strictObject({ results: z.array(z.strictObject(WebResult.shape)), totalResults: z.int().min(0) })
const News = z.strictObject({ articles: z.array(z.strictObject(NewsArticle.shape)) })

type Given =
  | { readonly pages: Page[]; readonly maxResults: number }
  | { readonly engine: EngineName; readonly results: unknown }

// Feature: microservices-architecture, Property 6: Results have one form, whatever the provider
property(6, 'Results have one form, whatever the provider', async (links) => {
  const searches = await startSearches(links)
  const { engines } = searches
  const library = await startSearch(engines, 'embedded', { links })
  const own = await library.as(search, 'ann')
  let run = 0

  /** All engines know the same pages: who asks cannot tell them apart. */
  async function sameEverywhere(all: Page[], maxResults: number): Promise<void> {
    searches.know(all)
    const query = `honey r${run++}`
    const answers = await Promise.all(
      engineNames.map(async (name) => Web.parse(await searches.clients[name].web({ query, maxResults }))),
    )
    const [first] = answers
    expect(first?.results.map(({ url }) => url)).toEqual(all.slice(0, maxResults).map(({ url }) => url))
    for (const { results, totalResults } of answers) {
      expect(totalResults).toBe(results.length)
      // Tavily knows no dates of pages.
      const seen = results.map(({ publishedDate: _, ...result }) => result)
      expect(seen).toEqual(first?.results.map(({ publishedDate: _, ...result }) => result))
    }
    const news = await Promise.all(
      engineNames.map(async (name) => News.parse(await searches.clients[name].news({ query, days: 365 }))),
    )
    const named = (name: EngineName) => news[engineNames.indexOf(name)]?.articles ?? []
    // Tavily tells no source of news: the name of the site stands for it.
    const withoutSource = (name: EngineName) => named(name).map(({ source: _, ...article }) => article)
    for (const name of engineNames) expect(withoutSource(name)).toEqual(withoutSource('tavily'))
    expect(named('brave')).toEqual(named('serper'))
    expect(named('tavily')).toHaveLength(Math.min(10, all.filter(({ source }) => source !== undefined).length))
    Web.parse(await own.web({ query: `circuit breakers ${query}`, maxResults }))
    News.parse(await own.news({ query: `webhooks ${query}` }))
  }

  /** Whatever is in its results, the answer has the form, and nothing in it that nobody should open. */
  async function fromOdd(name: EngineName, results: unknown): Promise<void> {
    const query = `honey r${run++}`
    for (const kind of ['web', 'news'] as const) {
      engines[name].respond(wrapped[name](kind, results))
      const client = searches.clients[name]
      const urls =
        kind === 'web'
          ? Web.parse(await client.web({ query })).results
          : News.parse(await client.news({ query })).articles
      for (const { url } of urls) expect(url).toMatch(/^https?:\/\/[^@/]+\//)
    }
  }

  return {
    inputs: fc.oneof(
      { weight: 2, arbitrary: fc.record({ pages, maxResults: fc.integer({ min: 1, max: 20 }) }) },
      { weight: 3, arbitrary: fc.record({ engine: fc.constantFrom(...engineNames), results }) },
    ),
    async holds(given: Given) {
      searches.reset()
      if ('pages' in given) await sameEverywhere(given.pages, given.maxResults)
      else await fromOdd(given.engine, given.results)
    },
    async close() {
      await library.close()
      await searches.close()
    },
  }
})
