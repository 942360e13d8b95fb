import { parsed } from '../model-server/recorder.ts'
import { type FakeEngine, startEngine, type Tongue } from '../search-engine/engine.ts'
import { dayBefore } from '../search-engine/pages.ts'

/** The body of `POST /search`, as far as it is understood here. */
export interface TavilyQuestion {
  readonly query: string
  readonly topic?: 'general' | 'news'
  readonly search_depth?: 'basic' | 'advanced'
  readonly max_results?: number
  readonly days?: number
  readonly include_domains?: readonly string[]
  readonly exclude_domains?: readonly string[]
}

export type FakeTavily = FakeEngine<TavilyQuestion>

export interface FakeTavilyOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** The only key that is accepted, when given. */
  readonly apiKey?: string
  /** What its days are counted back from, in milliseconds since the epoch; by default when the clocks of tests begin. */
  readonly now?: () => number
}

/** Tavily's search on loopback. */
export const startFakeTavily = ({ port, ...options }: FakeTavilyOptions): Promise<FakeTavily> =>
  startEngine(port, tavily(options))

const tavily = ({
  apiKey,
  now = () => Date.UTC(2026, 0, 1),
}: Omit<FakeTavilyOptions, 'port'>): Tongue<TavilyQuestion> => ({
  question: (arrival) =>
    arrival.method === 'POST' && arrival.path === '/search'
      ? (parsed<TavilyQuestion>(arrival) ?? { query: '' })
      : undefined,
  refusal({ headers: { authorization = '' } }, { query, max_results = 5 }) {
    if (!/^Bearer .+/.test(authorization) || (apiKey !== undefined && authorization !== `Bearer ${apiKey}`))
      return [401, 'Unauthorized: missing or invalid API key.']
    if (typeof query !== 'string' || query === '') return [400, 'Query is missing.']
    if (query.length > 400) return [400, 'Query is too long. Max query length is 400 characters.']
    return max_results > 20 ? [400, 'Max results cannot be more than 20.'] : undefined
  },
  wanted: ({ query, topic, max_results = 5, days, include_domains, exclude_domains }) => ({
    query,
    count: max_results,
    news: topic === 'news',
    ...(days !== undefined && { since: dayBefore(now(), days) }),
    ...(include_domains && { include: include_domains }),
    ...(exclude_domains && { exclude: exclude_domains }),
  }),
  answer: ({ query, topic }, pages) => ({
    query,
    follow_up_questions: null,
    answer: null,
    images: [],
    results: pages.map(({ title, url, text, published }, at) => ({
      title,
      url,
      content: text,
      score: 1 - at / 100,
      raw_content: null,
      // It tells the date of news only.
      ...(topic === 'news' && published !== undefined && { published_date: `${new Date(published).toUTCString()}` }),
    })),
    response_time: 1.09,
    request_id: '123e4567-e89b-12d3-a456-426614174111',
  }),
  error: (_, why) => ({ body: { detail: { error: why } } }),
})
