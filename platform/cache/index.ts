export { type Cache, type CacheCounts, type Cached, type CacheOptions, createCache } from './cache.ts'
export { Caches } from './caches.ts'
export { matches } from './pattern.ts'
