import { loadConfig } from 'banyan/config'
import { expect, test } from 'vitest'
import { type Config, config, freshFor, sourcesOf } from './config.ts'
import { quotaOf } from './engines/settings.ts'

const parse = (env: Record<string, string>): Config =>
  loadConfig({ env, schemas: { search: config } }).services.search as Config

test.each([
  ['the index of this server, when nothing is set', {}, ['embedded']],
  ['Tavily and then the index, when there is a key', { TAVILY_API_KEY: 'k' }, ['tavily', 'embedded']],
  [
    'what is told, in that order',
    { SEARCH_PROVIDER: 'brave, searxng', BRAVE_API_KEY: 'k', SEARXNG_BASE_URL: 'http://searx.example/' },
    ['brave', 'searxng'],
  ],
  ['the index alone, where it is told so', { SEARCH_PROVIDER: 'embedded', TAVILY_API_KEY: 'k' }, ['embedded']],
])('who is searched: %s', (_, env, names) => {
  expect(sourcesOf(parse(env))).toEqual(names)
})

test.each([
  [{ SEARCH_PROVIDER: 'tavily' }, 'tavily needs TAVILY_API_KEY'],
  [{ SEARCH_PROVIDER: 'brave,embedded' }, 'brave needs BRAVE_API_KEY'],
  [{ SEARCH_PROVIDER: 'serper' }, 'serper needs SERPER_API_KEY'],
  [{ SEARCH_PROVIDER: 'searxng' }, 'searxng needs SEARXNG_BASE_URL'],
  [{ SEARCH_PROVIDER: 'embedded,tavily', TAVILY_API_KEY: 'k' }, 'nothing after it is ever asked'],
  [{ SEARCH_PROVIDER: 'tavily,tavily', TAVILY_API_KEY: 'k' }, 'named twice'],
  [{ SEARCH_PROVIDER: 'google' }, 'SEARCH_PROVIDER'],
  [{ TAVILY_RATE: 'fast' }, 'TAVILY_RATE'],
  [{ TAVILY_MONTHLY_QUOTA: '0' }, 'TAVILY_MONTHLY_QUOTA'],
  [{ TAVILY_BASE_URL: 'ftp://tavily.example' }, 'TAVILY_BASE_URL'],
])('%j is refused', (env: Record<string, string>, message) => {
  expect(() => parse(env)).toThrow(message)
})

test('how long answers are kept is told as a duration or in seconds', () => {
  const hour = 3_600_000
  expect(freshFor(parse({}))).toBe(hour)
  expect(freshFor(parse({ CACHE_TTL_SECONDS: '60' }))).toBe(60_000)
  expect(freshFor(parse({ SEARCH_CACHE_TTL: '2h', CACHE_TTL_SECONDS: '60' }))).toBe(2 * hour)
})

test('how much an engine is asked', () => {
  expect(quotaOf('brave', parse({}))).toEqual({ interval: 1_000, perMonth: undefined })
  expect(quotaOf('tavily', parse({ TAVILY_RATE: '20/1s', TAVILY_MONTHLY_QUOTA: '1000' }))).toEqual({
    interval: 50,
    perMonth: 1_000,
  })
  expect(quotaOf('searxng', parse({ SEARXNG_RATE: 'off' })).interval).toBe(0)
})
