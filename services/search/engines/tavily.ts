import * as z from 'zod'
import { MOST_NEWS } from '../provider/provider.ts'
import type { Engine } from './engine.ts'
import { each, inForm, list, text } from './reading.ts'

const Answer = z.object({ results: list })
const Item = z.object({ title: text, url: text, content: text, published_date: text })

/** https://docs.tavily.com/documentation/api-reference/endpoint/search */
export function tavily({ baseUrl, key }: { readonly baseUrl: string; readonly key: string }): Engine {
  const sent = (body: object) => ({ url: `${baseUrl}/search`, headers: { authorization: `Bearer ${key}` }, body })
  return {
    name: 'tavily',
    web: ({ query, maxResults, depth, include, exclude }) =>
      sent({
        query,
        topic: 'general',
        search_depth: depth,
        max_results: maxResults,
        include_answer: false,
        include_raw_content: false,
        ...(include.length > 0 && { include_domains: include }),
        ...(exclude.length > 0 && { exclude_domains: exclude }),
      }),
    news: ({ query, location, days }) =>
      sent({
        query: location === undefined ? query : `${query} ${location}`,
        topic: 'news',
        search_depth: 'basic',
        max_results: MOST_NEWS,
        include_answer: false,
        include_raw_content: false,
        ...(days !== undefined && { days }),
      }),
    found: (_, body) =>
      each(Item, inForm(Answer, body).results).map(({ title, url, content, published_date }) => ({
        title,
        url,
        text: content,
        date: published_date,
      })),
  }
}
