import fc from 'fast-check'
import { expect } from 'vitest'
import { property } from './property.ts'
import { type News, newses, type Web, webs } from './searches/requests.ts'
import { type EngineName, engineNames, KEY, startSearches } from './searches/start.ts'

const DAY = 86_400_000
const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10)
/** `1/31/2026` */
const american = (day: string) =>
  day
    .split('-')
    .map(Number)
    .slice(1)
    .concat(Number(day.slice(0, 4)))
    .join('/')

/** What each engine has to be asked, in its own words. */
const web: Record<EngineName, (input: Web) => object> = {
  tavily: ({ query, maxResults = 10, searchDepth = 'basic', includeDomains, excludeDomains }) => ({
    query,
    topic: 'general',
    max_results: maxResults,
    search_depth: searchDepth,
    include_answer: false,
    include_raw_content: false,
    ...(includeDomains && { include_domains: includeDomains }),
    ...(excludeDomains && { exclude_domains: excludeDomains }),
  }),
  brave: (input) => ({
    kind: 'web',
    q: withSites(input),
    count: input.maxResults ?? 10,
    freshness: undefined,
    extraSnippets: input.searchDepth === 'advanced',
  }),
  searxng: (input) => ({ q: withSites(input), format: 'json', categories: 'general', timeRange: undefined }),
  serper: (input) => ({ kind: 'web', q: withSites(input), num: input.maxResults ?? 10 }),
}

const news: Record<EngineName, (input: News, until: string) => object> = {
  tavily: ({ days, ...input }) => ({
    query: placed(input),
    topic: 'news',
    search_depth: 'basic',
    max_results: 10,
    include_answer: false,
    include_raw_content: false,
    ...(days !== undefined && { days }),
  }),
  brave: ({ days, ...input }, until) => ({
    kind: 'news',
    q: placed(input),
    count: 10,
    freshness: days === undefined ? undefined : `${since(days, until)}to${until}`,
    extraSnippets: false,
  }),
  searxng: ({ days, ...input }) => ({
    q: placed(input),
    format: 'json',
    categories: 'news',
    timeRange: days === undefined ? undefined : days <= 1 ? 'day' : days <= 7 ? 'week' : days <= 31 ? 'month' : 'year',
  }),
  serper: ({ days, ...input }, until) => ({
    kind: 'news',
    q: placed(input),
    num: 10,
    ...(days !== undefined && { tbs: `cdr:1,cd_min:${american(since(days, until))},cd_max:${american(until)}` }),
  }),
}

const since = (days: number, until: string) => dateOf(Date.parse(until) - days * DAY)
const placed = ({ query, location }: News) => [query, location].filter(Boolean).join(' ')

function withSites({ query, includeDomains = [], excludeDomains = [] }: Web): string {
  const sites = includeDomains.map((domain) => `site:${domain}`).join(' OR ')
  const only = includeDomains.length > 1 ? `(${sites})` : sites
  return [query, only, ...excludeDomains.map((domain) => `-site:${domain}`)].filter(Boolean).join(' ')
}

const keys: Record<EngineName, object> = {
  tavily: { authorization: `Bearer ${KEY}` },
  brave: { 'x-subscription-token': KEY },
  searxng: {},
  serper: { 'x-api-key': KEY },
}

type Asked = { readonly engine: EngineName } & ({ readonly web: Web } | { readonly news: News })

// Feature: microservices-architecture, Property 5: A search asks the provider with the query and its parameters
property(5, 'A search asks the provider with the query and its parameters', async (links) => {
  const searches = await startSearches(links)
  const engine = fc.constantFrom(...engineNames)
  let run = 0
  return {
    inputs: fc.oneof(fc.record({ engine, web: webs }), fc.record({ engine, news: newses })),
    async holds(asked: Asked) {
      searches.reset()
      // Each run asks something new, or what is kept would answer.
      const mark = `${'web' in asked ? asked.web.query : asked.news.query} r${run++}`
      const client = searches.clients[asked.engine]
      let expected: object[]
      if ('web' in asked) {
        const input = { ...asked.web, query: mark }
        await client.web(input)
        expected = [web[asked.engine](input)]
      } else {
        const input = { ...asked.news, query: mark }
        const before = dateOf(Date.now())
        await client.news(input)
        // At midnight nobody knows which of two days it was.
        expected = [before, dateOf(Date.now())].map((until) => news[asked.engine](input, until))
      }
      const got = searches.asked()
      expect(got.map(({ engine }) => engine)).toEqual([asked.engine])
      expect(expected).toContainEqual(got[0]?.question)
      expect(got[0]?.headers).toMatchObject(keys[asked.engine])
    },
    close: () => searches.close(),
  }
})
