import { type Cache, createCache } from 'banyan/cache'
import type { OpenContext } from 'banyan/service'
import { publicUrl } from './config.ts'
import { embeddedProvider } from './provider/embedded.ts'
import type { NewsAnswer, SearchProvider, WebAnswer } from './provider/provider.ts'
import type { Search } from './shape.ts'
import { loadLibrary } from './store/library.ts'

/** What lives as long as the process. */
export interface Resources {
  readonly provider: SearchProvider
  readonly web: Cache<WebAnswer>
  readonly news: Cache<NewsAnswer>
  /** The absolute address of an article. */
  readonly urlOf: (slug: string) => string
}

export async function openResources(ctx: OpenContext<Search>): Promise<Resources> {
  const { clock, config, db, log } = ctx
  await loadLibrary(new URL('./library/', import.meta.url), ctx)
  const base = publicUrl(config)
  const urlOf = (slug: string) => `${base}/library/${slug}`
  const cache = {
    clock,
    max: 1000,
    fresh: `${config.SEARCH_CACHE_TTL}ms`,
    stale: { whileLoading: '0s', onFailure: '1d' },
    timeout: '15s',
    failed: (error: unknown) => log.warn({ err: error }, 'The search provider failed'),
  } as const
  return { provider: embeddedProvider(db, urlOf), web: createCache(cache), news: createCache(cache), urlOf }
}
