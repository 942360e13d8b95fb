import * as z from 'zod'
import type { NewsRequest, WebRequest } from '../provider/provider.ts'
import { MOST_NEWS } from '../provider/provider.ts'
import { withSites } from './domains.ts'
import type { Engine } from './engine.ts'
import { each, inForm, list, text } from './reading.ts'

/** Where nothing was found, `web` is left out. */
const Web = z.object({ type: z.literal('search'), web: z.object({ results: list }).optional() })
const News = z.object({ type: z.literal('news'), results: list })
const Item = z.object({
  title: text,
  url: text,
  description: text,
  page_age: text,
  age: text,
  source: text,
  extra_snippets: z.array(text).catch([]),
})

/** It refuses queries of more. */
const MOST_WORDS = 50
const MOST_CHARACTERS = 400

/** https://api-dashboard.search.brave.com/app/documentation/web-search */
export function brave({ baseUrl, key }: { readonly baseUrl: string; readonly key: string }): Engine {
  const sent = (kind: 'web' | 'news', params: Readonly<Record<string, string>>) => ({
    url: `${baseUrl}/res/v1/${kind}/search?${new URLSearchParams(params)}`,
    headers: { 'x-subscription-token': key },
  })
  return {
    name: 'brave',
    web: ({ maxResults, depth, ...request }) =>
      sent('web', {
        q: queryOf(request),
        count: String(maxResults),
        text_decorations: 'false',
        result_filter: 'web',
        ...(depth === 'advanced' && { extra_snippets: 'true' }),
      }),
    news: ({ query, location, since, until }: NewsRequest) =>
      sent('news', {
        q: queryOf({ query: location === undefined ? query : `${query} ${location}`, include: [], exclude: [] }),
        count: String(MOST_NEWS),
        ...(since !== undefined && { freshness: `${since}to${until}` }),
      }),
    found(kind, body) {
      const items = kind === 'news' ? inForm(News, body).results : (inForm(Web, body).web?.results ?? [])
      return each(Item, items).map(({ title, url, description, page_age, age, source, extra_snippets: more }) => ({
        title,
        url,
        text: [description, ...more].filter(Boolean).join(' '),
        date: page_age ?? age,
        source,
      }))
    },
  }
}

/** Of a query that is too long, its beginning, with all of its sites. */
function queryOf({ query, ...domains }: Pick<WebRequest, 'query' | 'include' | 'exclude'>): string {
  const words = query.split(' ')
  for (;;) {
    const whole = withSites(words.join(' '), domains)
    if (words.length <= 1 || (whole.split(' ').length <= MOST_WORDS && whole.length <= MOST_CHARACTERS)) return whole
    words.pop()
  }
}
