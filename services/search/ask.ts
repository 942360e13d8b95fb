import type { Cache, Cached } from 'banyan/cache'
import type { Operations } from 'banyan/contract'
import type { Context } from 'banyan/service'
import type { search } from './contract.ts'
import type { Search } from './shape.ts'

type Asking = Operations<typeof search>['web' | 'news']

/** The answer from the cache or the provider; `searchUnavailable` when there is neither. */
export async function ask<V>(
  cache: Cache<V>,
  key: string,
  load: (signal: AbortSignal) => Promise<V>,
  { fail, signal }: Context<Search, Asking>,
): Promise<Cached<V>> {
  try {
    return await cache.get(key, load, signal)
  } catch (cause) {
    signal.throwIfAborted()
    throw fail.searchUnavailable({ cause, retryAfter: RETRY_AFTER })
  }
}

/** Milliseconds. */
const RETRY_AFTER = 5_000

/** One spelling for queries that differ in their spaces only. */
export const spaced = (query: string): string => query.normalize().replace(/\s+/g, ' ').trim()
