/** The standard's own: what a client library takes as its `fetch`. */
export type Fetch = typeof globalThis.fetch

export { neverArrived } from './arrival.ts'
export { retryAfterOf } from './retry-after.ts'
export { systemFetch } from './system.ts'
