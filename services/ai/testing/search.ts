import { type Article, type NewsArticle, search, type WebResult } from '@banyan/search/contract'
import { type Service, service } from 'banyan/service'

/** `resting` wants to be left alone for a minute. */
export type SearchAnswer = readonly WebResult[] | 'down' | 'resting' | 'stale'

export const article: Article = {
  slug: 'keeping-bees',
  title: 'Keeping bees',
  body:
    '# Keeping bees\n\nKeeping bees begins with two hives, because one cannot be compared with anything. New keepers lose ' +
    'every third colony in their first winter. Mites are the most common reason for the loss of a bee colony. A keeper ' +
    'inspects the frames of each hive every ten days in spring.',
  topics: ['bees'],
  source: 'Test',
  publishedDate: '2026-01-01',
}

export const found: readonly WebResult[] = [
  {
    title: article.title,
    url: 'http://localhost:3000/library/keeping-bees',
    snippet: 'Keeping bees begins with two …',
  },
  {
    title: 'A third of our food',
    url: 'https://example.org/bees',
    snippet: 'Bees pollinate a third of the crops that people eat. A colony holds sixty thousand bees in summer.',
  },
]

export interface StubSearch {
  readonly service: Service
  readonly queries: string[]
  /** What the news were asked for, and what they tell. */
  readonly news: { readonly asked: object[]; articles: readonly NewsArticle[] }
  /** Answers like this from now on. */
  turn(answer: SearchAnswer): void
}

/** A search service with one article, that finds what it is told to find. */
export function stubSearch(first: SearchAnswer): StubSearch {
  const queries: string[] = []
  const news: StubSearch['news'] = { asked: [], articles: [] }
  let answer = first
  const stub = service(search, {
    handle: {
      web: ({ query }, { fail }) => {
        queries.push(query)
        if (answer === 'down') throw fail.searchUnavailable()
        if (answer === 'resting') throw fail.searchUnavailable({ retryAfter: 60_000 })
        const results = answer === 'stale' ? found : answer
        return { results: [...results], totalResults: results.length, ...(answer === 'stale' && { stale: true }) }
      },
      news: (asked) => {
        news.asked.push(asked)
        return { articles: [...news.articles] }
      },
      clearCache: ({ pattern }) => ({ pattern, timestamp: '2026-01-01T00:00:00.000Z' }),
      addDocument: () => ({ slug: 'none', url: '/library/none' }),
      article: ({ slug }, { fail }) => {
        if (slug !== article.slug) throw fail.noSuchArticle()
        return article
      },
    },
  })
  const turn = (next: SearchAnswer) => {
    answer = next
  }
  return { service: stub, queries, news, turn }
}
