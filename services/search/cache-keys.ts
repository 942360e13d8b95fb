import type { NewsRequest, WebRequest } from './provider/provider.ts'

/** Everything that the index of this server has answered, whoever asked; what engines answered is another matter. */
export const indexKeys = 'search:*:index'

/** What has one user's documents in reach. */
export const keysOf = (user: string): string => `search:web:${user}:*`

/** Answers of the index are for one reader each, those of the engines for all. */
export const webKey = (of: 'index' | 'engines', request: WebRequest): string => {
  const { query, maxResults, depth, include, exclude, reader } = request
  const askedFor = JSON.stringify([query, maxResults, depth, include.toSorted(), exclude.toSorted()])
  return `search:web:${of === 'index' ? reader : ''}:${askedFor}:${of}`
}

export const newsKey = (of: 'index' | 'engines', { query, location, since, until }: NewsRequest): string =>
  `search:news:${JSON.stringify([query, location, since, until])}:${of}`
