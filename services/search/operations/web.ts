import type { Handler } from 'banyan/service'
import { ask, spaced } from '../ask.ts'
import { webKey } from '../cache-keys.ts'
import type { SearchProvider } from '../provider/provider.ts'
import type { Search } from '../shape.ts'

export const web: Handler<Search, 'web'> = async (input, ctx) => {
  const { query, maxResults = 10, searchDepth = 'basic', includeDomains = [], excludeDomains = [] } = input
  const request = {
    query: spaced(query),
    maxResults,
    depth: searchDepth,
    include: includeDomains,
    exclude: excludeDomains,
    reader: ctx.user.id,
  }
  const question = {
    cache: ctx.resources.web,
    key: (of: 'engines' | 'index') => webKey(of, request),
    ask: (provider: SearchProvider, signal: AbortSignal) => provider.web(request, signal),
  }
  const { answer, marks } = await ask(question, ctx)
  return { results: answer.results, totalResults: answer.total, ...marks }
}
