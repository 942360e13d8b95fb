import type { Handler } from 'banyan/service'
import { ask, spaced } from '../ask.ts'
import { webKey } from '../cache-keys.ts'
import type { Search } from '../shape.ts'

export const web: Handler<Search, 'web'> = async ({ query, maxResults = 10, searchDepth = 'basic' }, ctx) => {
  const { provider, web } = ctx.resources
  const request = { query: spaced(query), maxResults, depth: searchDepth, reader: ctx.user.id }
  const { value, stale } = await ask(web, webKey(request), (signal) => provider.web(request, signal), ctx)
  return { results: value.results, totalResults: value.total, ...(stale && { stale }) }
}
