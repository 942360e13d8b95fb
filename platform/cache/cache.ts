import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock/index.ts'
import { type Duration, ms } from '../contract/index.ts'
import { Deadline } from '../resilience/index.ts'
import { matches } from './pattern.ts'

export interface CacheOptions<V> {
  readonly clock: Clock
  /** Entries kept. Beyond it the one that was not used for longest goes. */
  readonly max: number
  /** How long a value counts as new, from the moment its load began. */
  readonly fresh: Duration
  /** How long, counted from the end of `fresh`, an old value may still be served. */
  readonly stale: {
    /** At once, while it is loaded again in the background. `0s` for never. */
    readonly whileLoading: Duration
    /** When loading it again failed. */
    readonly onFailure: Duration
  }
  /**
   * When a value was new, in milliseconds since the epoch, where that can be before its load began: it was kept elsewhere,
   * too. By default when the load began.
   */
  readonly since?: (value: V) => number
  /** A load that takes longer has failed. */
  readonly timeout: Duration
  /** Told of every load that failed, since an old value may hide the failure from the caller. */
  readonly failed: (error: unknown, key: string) => void
}

export interface Cache<V> {
  /**
   * The value under `key`, from memory or from `load`. Callers that ask at the same time share one load. A `signal`
   * ends the wait of its own caller only; the load goes on under a signal of its own, which aborts at `timeout`.
   * Rejects with what the load threw where no old value may be served; a failure is never kept.
   * All callers get the same object: treat it as read-only.
   */
  get(key: string, load: (signal: AbortSignal) => Promise<V>, signal?: AbortSignal): Promise<Cached<V>>
  /** Forgets what fits `pattern`, e.g. `search:web:*`; a load under way still answers those who wait, and is not kept. */
  invalidate(pattern: string): void
  readonly counts: Readonly<CacheCounts>
}

export interface Cached<V> {
  readonly value: V
  /** True when the value is older than `fresh`. */
  readonly stale: boolean
}

/** Since the cache was made: answers by where they came from, loads that failed, and the entries there are now. */
export interface CacheCounts {
  hits: number
  misses: number
  stale: number
  failures: number
  entries: number
}

/** A cache in the memory of this process. */
export function createCache<V>(options: CacheOptions<V>): Cache<V> {
  const { clock, max, failed, since: dateOf } = options
  const fresh = ms(options.fresh)
  const untilWhileLoading = fresh + ms(options.stale.whileLoading)
  const untilOnFailure = fresh + ms(options.stale.onFailure)
  const timeout = ms(options.timeout)
  const entries = new LRUCache<string, Entry<V>>({ max })
  const loads = new Map<string, Promise<Loaded<V>>>()
  const counts = { hits: 0, misses: 0, stale: 0, failures: 0 }

  /** What is kept under `key`, if it is younger than `limit`. */
  function kept(key: string, limit: number): Cached<V> | undefined {
    const entry = entries.get(key)
    const age = entry && clock.now() - entry.since
    return entry && age !== undefined && age < limit ? { value: entry.value, stale: age >= fresh } : undefined
  }

  function loadOnce(key: string, load: (signal: AbortSignal) => Promise<V>): Promise<Loaded<V>> {
    const underWay = loads.get(key)
    if (underWay) return underWay
    const begun = clock.now()
    const deadline = Deadline.in(clock, timeout)
    const run = async () => {
      try {
        const value = await before(deadline.signal, load(deadline.signal))
        const entry = { value, since: Math.min(begun, dateOf?.(value) ?? begun) }
        if (loads.get(key) === loading) entries.set(key, entry)
        return { ...entry, begun }
      } catch (error) {
        counts.failures++
        failed(error, key)
        throw error
      } finally {
        if (loads.get(key) === loading) loads.delete(key)
        deadline.release()
      }
    }
    const loading = Promise.resolve().then(run)
    loads.set(key, loading)
    return loading
  }

  return {
    async get(key, load, signal) {
      signal?.throwIfAborted()
      const found = kept(key, untilWhileLoading)
      if (found) {
        counts[found.stale ? 'stale' : 'hits']++
        // `failed` has been told; the value that is there answers this caller.
        if (found.stale) loadOnce(key, load).catch(() => undefined)
        return found
      }
      try {
        const { value, since, begun } = await before(signal, loadOnce(key, load))
        const stale = since < begun && clock.now() - since >= fresh
        counts[stale ? 'stale' : 'misses']++
        return { value, stale }
      } catch (error) {
        const old = signal?.aborted ? undefined : kept(key, untilOnFailure)
        if (!old) throw error
        counts.stale++
        return old
      }
    },
    invalidate(pattern) {
      for (const key of [...loads.keys()]) if (matches(pattern, key)) loads.delete(key)
      for (const key of [...entries.keys()]) if (matches(pattern, key)) entries.delete(key)
    },
    get counts() {
      return { ...counts, entries: entries.size }
    },
  }
}

interface Loaded<V> extends Entry<V> {
  /** When its load began. */
  readonly begun: number
}

interface Entry<V> {
  readonly value: V
  /** When it was new. */
  readonly since: number
}

/** Settles with `work`, or rejects with the signal's reason if that aborts first. */
function before<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
