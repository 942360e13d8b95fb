import type { Fetch } from './index.ts'

/** The machine's own network. */
export const systemFetch: Fetch = (input, init) => fetch(input, init)
