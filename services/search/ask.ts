import type { Cache } from 'banyan/cache'
import type { Operations } from 'banyan/contract'
import type { Context } from 'banyan/service'
import type { search } from './contract.ts'
import { NoAnswer } from './engines/fault.ts'
import type { SearchProvider } from './provider/provider.ts'
import type { Source } from './resources.ts'
import type { Search } from './shape.ts'
import { shared } from './share.ts'
import type { Dated } from './store/answers.ts'

type Asking = Operations<typeof search>['web' | 'news']

export interface Question<A> {
  readonly cache: Cache<Dated<A>>
  readonly key: (of: Source['name']) => string
  readonly ask: (provider: SearchProvider, signal: AbortSignal) => Promise<A>
}

export interface Answered<A> {
  readonly answer: A
  /** Marks for the caller: that it is old, that something else stands in for the web. */
  readonly marks: { readonly stale?: true; readonly fallback?: true }
}

/**
 * The answer of the first source that gives one, new or kept. An old answer of the engines is better than a new one of
 * the index, which knows nothing of the web. Fails with `searchLimited` or `searchUnavailable` where there is none.
 */
export async function ask<A>({ cache, key, ask }: Question<A>, ctx: Context<Search, Asking>): Promise<Answered<A>> {
  const { clock, resources, signal } = ctx
  let failed: unknown
  for (const [at, { name, provider }] of resources.sources.entries()) {
    const load = async (signal: AbortSignal): Promise<Dated<A>> =>
      name === 'engines'
        ? shared(key(name), () => ask(provider, signal), resources.sharing)
        : { at: clock.now(), answer: await ask(provider, signal) }
    try {
      const { value, stale } = await cache.get(key(name), load, signal)
      const fallback = at > 0
      if (fallback && ctx.frame.notes) ctx.frame.notes.fallback = true
      return { answer: value.answer, marks: { ...(stale && { stale }), ...(fallback && { fallback }) } }
    } catch (cause) {
      signal.throwIfAborted()
      failed ??= cause
    }
  }
  throw failureOf(failed, ctx)
}

function failureOf(cause: unknown, { fail }: Context<Search, Asking>) {
  if (!(cause instanceof NoAnswer)) return fail.searchUnavailable({ cause, retryAfter: RETRY_AFTER })
  const { overused, retryAfter = RETRY_AFTER } = cause
  return overused ? fail.searchLimited({ cause, retryAfter }) : fail.searchUnavailable({ cause, retryAfter })
}

/** Milliseconds. */
const RETRY_AFTER = 5_000

/** One spelling for queries that differ in their spaces only. */
export const spaced = (query: string): string => query.normalize().replace(/\s+/g, ' ').trim()
