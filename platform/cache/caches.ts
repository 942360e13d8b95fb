import type { Clock } from '../clock/index.ts'
import { type Cache, type CacheCounts, type CacheOptions, createCache } from './cache.ts'

/** The caches of a service by name, so that an operator sees what each is worth. */
export class Caches {
  readonly #clock: Clock
  readonly #caches = new Map<string, { readonly counts: Readonly<CacheCounts> }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A new cache. Throws where there is one of this name. */
  make<V>(name: string, options: Omit<CacheOptions<V>, 'clock'>): Cache<V> {
    if (this.#caches.has(name)) throw new TypeError(`there is a cache "${name}" already`)
    const cache = createCache<V>({ ...options, clock: this.#clock })
    this.#caches.set(name, cache)
    return cache
  }

  *[Symbol.iterator](): Iterator<{ readonly name: string; readonly counts: Readonly<CacheCounts> }> {
    for (const [name, { counts }] of this.#caches) yield { name, counts }
  }
}
