import { search, type WebResult } from '@banyan/search/contract'
import { type Service, service } from 'banyan/service'
import { pages } from './pages.ts'

/** A search service that finds in the web of the evaluation, the page with most words of the query first. */
export const worldSearch: Service = service(search, {
  handle: {
    web: ({ query, maxResults = 10 }) => {
      const results = found(query).slice(0, maxResults)
      return { results, totalResults: results.length }
    },
    news: () => ({ articles: [] }),
    addDocument: () => ({ slug: 'none', url: '/library/none' }),
    clearCache: ({ pattern }) => ({ pattern, timestamp: '2026-01-01T00:00:00.000Z' }),
    article: (_, { fail }) => {
      throw fail.noSuchArticle()
    },
  },
})

function found(query: string): WebResult[] {
  const wanted = new Set(wordsOf(query))
  return pages
    .map((page) => ({ page, own: new Set(wordsOf(`${page.title} ${page.snippet}`)) }))
    .map(({ page, own }) => ({ page, shared: [...wanted].filter((word) => own.has(word)).length }))
    .filter(({ shared }) => shared >= Math.min(2, wanted.size))
    .sort((a, b) => b.shared - a.shared)
    .map(({ page }) => page)
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]{2,}/gu) ?? []
