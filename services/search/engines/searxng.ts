import * as z from 'zod'
import { withSites } from './domains.ts'
import type { Engine } from './engine.ts'
import { EngineFault } from './fault.ts'
import { each, inForm, list, text } from './reading.ts'

const Answer = z.object({ results: list, unresponsive_engines: list.catch([]) })
const Item = z.object({
  title: text,
  url: text,
  content: text,
  publishedDate: text,
  pubdate: text,
  source: text,
})

/** A SearXNG of one's own, whose settings allow JSON (`search.formats`). https://docs.searxng.org/dev/search_api.html */
export function searxng({ baseUrl }: { readonly baseUrl: string }): Engine {
  const sent = (params: Readonly<Record<string, string>>) => ({
    url: `${baseUrl}/search?${new URLSearchParams({ ...params, format: 'json' })}`,
    headers: {},
  })
  return {
    name: 'searxng',
    // It gives a page of results, however many are asked for.
    web: ({ query, ...domains }) => sent({ q: withSites(query, domains), categories: 'general' }),
    news: ({ query, location, days }) =>
      sent({
        q: location === undefined ? query : `${query} ${location}`,
        categories: 'news',
        ...(days !== undefined && { time_range: rangeOf(days) }),
      }),
    found(_, body) {
      const { results, unresponsive_engines: silent } = inForm(Answer, body)
      // Some of the engines behind it are always silent; where nothing was found, nobody may have looked.
      if (results.length === 0 && silent.length > 0) throw new EngineFault('unavailable')
      return each(Item, results).map(({ title, url, content, publishedDate, pubdate, source }) => ({
        title,
        url,
        text: content,
        date: publishedDate ?? pubdate,
        source,
      }))
    },
  }
}

/** The shortest of its ranges that holds so many days. */
const rangeOf = (days: number): string => (days <= 1 ? 'day' : days <= 7 ? 'week' : days <= 31 ? 'month' : 'year')
