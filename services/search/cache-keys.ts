import type { NewsRequest, WebRequest } from './provider/provider.ts'

/** Everything. */
export const allKeys = 'search:*'

/** What has one user's documents in reach. */
export const keysOf = (user: string): string => `search:web:${user}:*`

export const webKey = ({ reader, query, maxResults, depth }: WebRequest): string =>
  `search:web:${reader}:${JSON.stringify([query, maxResults, depth])}`

/** Without a user: the news are the same for all. */
export const newsKey = ({ query, location, since, until }: NewsRequest): string =>
  `search:news:${JSON.stringify([query, location, since, until])}`
