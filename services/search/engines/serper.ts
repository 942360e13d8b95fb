import * as z from 'zod'
import { MOST_NEWS } from '../provider/provider.ts'
import { withSites } from './domains.ts'
import type { Engine } from './engine.ts'
import { each, inForm, list, text } from './reading.ts'

const Web = z.object({ organic: list })
const News = z.object({ news: list })
const Item = z.object({ title: text, link: text, snippet: text, date: text, source: text })

/** https://serper.dev: Google's results. */
export function serper({ baseUrl, key }: { readonly baseUrl: string; readonly key: string }): Engine {
  const sent = (path: string, body: object) => ({ url: `${baseUrl}/${path}`, headers: { 'x-api-key': key }, body })
  return {
    name: 'serper',
    web: ({ query, maxResults, include, exclude }) =>
      sent('search', { q: withSites(query, { include, exclude }), num: maxResults }),
    news: ({ query, location, since, until }) =>
      sent('news', {
        q: location === undefined ? query : `${query} ${location}`,
        num: MOST_NEWS,
        ...(since !== undefined && { tbs: `cdr:1,cd_min:${american(since)},cd_max:${american(until)}` }),
      }),
    found: (kind, body) =>
      each(Item, kind === 'news' ? inForm(News, body).news : inForm(Web, body).organic).map(
        ({ title, link, snippet, date, source }) => ({ title, url: link, text: snippet, date, source }),
      ),
  }
}

/** `1/31/2026` of `2026-01-31`. */
function american(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${month}/${date}/${year}`
}
