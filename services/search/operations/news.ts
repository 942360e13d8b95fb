import type { Handler } from 'banyan/service'
import { ask, spaced } from '../ask.ts'
import { newsKey } from '../cache-keys.ts'
import type { Search } from '../shape.ts'

const DAY = 86_400_000

export const news: Handler<Search, 'news'> = async ({ query, location, days }, ctx) => {
  const { provider, news } = ctx.resources
  const now = ctx.clock.now()
  const request = {
    query: spaced(query),
    location: location === undefined ? undefined : spaced(location),
    since: days === undefined ? undefined : dateOf(now - days * DAY),
    until: dateOf(now),
  }
  const { value, stale } = await ask(news, newsKey(request), (signal) => provider.news(request, signal), ctx)
  return { articles: value, ...(stale && { stale }) }
}

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
