import type { Handler } from 'banyan/service'
import { ask, spaced } from '../ask.ts'
import { newsKey } from '../cache-keys.ts'
import type { SearchProvider } from '../provider/provider.ts'
import type { Search } from '../shape.ts'

const DAY = 86_400_000

export const news: Handler<Search, 'news'> = async ({ query, location, days }, ctx) => {
  const now = ctx.clock.now()
  const request = {
    query: spaced(query),
    location: location === undefined ? undefined : spaced(location),
    days,
    since: days === undefined ? undefined : dateOf(now - days * DAY),
    until: dateOf(now),
  }
  const question = {
    cache: ctx.resources.news,
    key: (of: 'engines' | 'index') => newsKey(of, request),
    ask: (provider: SearchProvider, signal: AbortSignal) => provider.news(request, signal),
  }
  const { answer, marks } = await ask(question, ctx)
  return { articles: answer, ...marks }
}

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
