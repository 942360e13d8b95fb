import { type FakeEngine, startEngine, type Tongue } from '../search-engine/engine.ts'

/** The query string of `GET /res/v1/{web,news}/search`, as far as it is understood here. */
export interface BraveQuestion {
  readonly kind: 'web' | 'news'
  readonly q: string
  readonly count: number
  /** `pd`, or `2026-01-01to2026-01-31`. */
  readonly freshness: string | undefined
  readonly extraSnippets: boolean
}

export type FakeBrave = FakeEngine<BraveQuestion>

export interface FakeBraveOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** The only key that is accepted, when given. */
  readonly apiKey?: string
}

/** Brave's web and news search on loopback. */
export const startFakeBrave = ({ port, apiKey }: FakeBraveOptions): Promise<FakeBrave> =>
  startEngine(port, brave(apiKey))

const brave = (apiKey: string | undefined): Tongue<BraveQuestion> => ({
  question({ method, path, query }) {
    const [, kind] = /^\/res\/v1\/(web|news)\/search$/.exec(path) ?? []
    if (method !== 'GET' || (kind !== 'web' && kind !== 'news')) return undefined
    return {
      kind,
      q: query.get('q') ?? '',
      count: Number(query.get('count') ?? 20),
      freshness: query.get('freshness') ?? undefined,
      extraSnippets: query.get('extra_snippets') === 'true',
    }
  },
  refusal({ headers }, { q, count, kind }) {
    const key = headers['x-subscription-token']
    if (key === undefined || (apiKey !== undefined && key !== apiKey))
      return [422, 'The provided subscription token is invalid.']
    if (q === '' || q.length > 400 || q.split(/\s+/).length > 50)
      return [422, 'Unable to validate request parameter(s)']
    return count > (kind === 'web' ? 20 : 50) ? [422, 'Unable to validate request parameter(s)'] : undefined
  },
  wanted({ kind, q, count, freshness = '' }) {
    const [, since, until] = /^(\d{4}-\d\d-\d\d)to(\d{4}-\d\d-\d\d)$/.exec(freshness) ?? []
    return { ...operatorsOf(q), count, news: kind === 'news', since, until }
  },
  answer({ kind, q, extraSnippets }, pages) {
    const results = pages.map(({ title, url, text, published, source }) => ({
      type: kind === 'web' ? 'search_result' : 'news_result',
      title: title.replaceAll('&', '&amp;'),
      url,
      description: text.replaceAll('&', '&amp;').replace(/\p{L}{4,}/u, '<strong>$&</strong>'),
      ...(published !== undefined && { age: 'some time ago', page_age: `${published}T00:00:00` }),
      meta_url: {
        scheme: 'https',
        netloc: URL.parse(url)?.host,
        hostname: URL.parse(url)?.hostname,
        favicon: '',
        path: '',
      },
      ...(source !== undefined && { source }),
      ...(extraSnippets && { extra_snippets: [`More of it: ${text}`] }),
    }))
    const query = { original: q, show_strict_warning: false, more_results_available: false }
    if (kind === 'news') return { type: 'news', query, results }
    // Where nothing is found, the part is left out.
    return { type: 'search', query, mixed: {}, ...(results.length > 0 && { web: { type: 'search', results } }) }
  },
  error: (status, why) => ({
    body: {
      type: 'ErrorResponse',
      error: { id: 'b2f', status, code: status === 429 ? 'RATE_LIMITED' : 'ERROR', detail: why },
    },
    // A second's limit is used up, the month's is not.
    headers: {
      'x-ratelimit-limit': '1, 2000',
      'x-ratelimit-policy': '1;w=1, 2000;w=2592000',
      'x-ratelimit-remaining': status === 429 ? '0, 1000' : '1, 1000',
      'x-ratelimit-reset': '1, 1419704',
    },
  }),
})

/** Those of Google, which others understand too: `word (site:a.example OR site:b.example) -site:c.example`. */
export function operatorsOf(q: string): { query: string; include: string[]; exclude: string[] } {
  const sites = (pattern: RegExp) => [...q.matchAll(pattern)].map(([, domain]) => domain as string)
  return {
    query: q.replaceAll(/-?\(?site:\S+|\bOR\b/g, ' '),
    include: sites(/(?<=^|[\s(])site:([\w.-]+)/g),
    exclude: sites(/(?<=^|\s)-site:([\w.-]+)/g),
  }
}
