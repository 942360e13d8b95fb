import { operatorsOf } from '../brave/server.ts'
import { type FakeEngine, startEngine, type Tongue } from '../search-engine/engine.ts'
import { dayBefore } from '../search-engine/pages.ts'

/** The query string of `GET /search`, as far as it is understood here. */
export interface SearxngQuestion {
  readonly q: string
  readonly format: string | undefined
  readonly categories: string
  readonly timeRange: string | undefined
}

export type FakeSearxng = FakeEngine<SearxngQuestion>

export interface FakeSearxngOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Whether its settings allow JSON, which they do not where nobody changed them. Default true. */
  readonly json?: boolean
  /** What its days are counted back from, in milliseconds since the epoch; by default when the clocks of tests begin. */
  readonly now?: () => number
}

/** A SearXNG of one's own, on loopback. */
export const startFakeSearxng = ({ port, ...options }: FakeSearxngOptions): Promise<FakeSearxng> =>
  startEngine(port, searxng(options))

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31, year: 366 }

const searxng = ({
  json = true,
  now = () => Date.UTC(2026, 0, 1),
}: Omit<FakeSearxngOptions, 'port'>): Tongue<SearxngQuestion> => ({
  question: ({ method, path, query }) =>
    method === 'GET' && path === '/search'
      ? {
          q: query.get('q') ?? '',
          format: query.get('format') ?? undefined,
          categories: query.get('categories') ?? 'general',
          timeRange: query.get('time_range') ?? undefined,
        }
      : undefined,
  refusal(_, { q, format }) {
    if (format !== 'json' || !json) return [403, 'Forbidden']
    return q === '' ? [400, 'No query'] : undefined
  },
  wanted: ({ q, categories, timeRange }) => ({
    ...operatorsOf(q),
    count: 30,
    news: categories === 'news',
    since: timeRange === undefined ? undefined : dayBefore(now(), DAYS[timeRange] ?? 0),
  }),
  answer: ({ q, categories }, pages) => ({
    query: q,
    number_of_results: 0,
    results: pages.map(({ title, url, text, published, source }, at) => ({
      url,
      title,
      content: text,
      publishedDate: published === undefined ? null : `${published}T00:00:00`,
      ...(source !== undefined && { source }),
      engine: 'duckduckgo',
      template: 'default.html',
      parsed_url: ['https', URL.parse(url)?.host, URL.parse(url)?.pathname, '', '', ''],
      engines: ['duckduckgo'],
      positions: [at + 1],
      score: 1 / (at + 1),
      category: categories,
    })),
    answers: [],
    corrections: [],
    infoboxes: [],
    suggestions: [],
    // There is hardly a moment when all of them answer.
    unresponsive_engines: pages.length === 0 ? [] : [['brave', 'Suspended: too many requests']],
  }),
  error: (_, why) => ({ body: { error: why } }),
})
