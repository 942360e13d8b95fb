import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { findArticles } from './find.ts'
import type { SearchProvider } from './provider.ts'
import { snippet } from './snippet.ts'

/** Characters. */
const SNIPPET = { basic: 300, advanced: 1000 } as const
const NEWS = 10

/** Answers from the server's own index: its library, and what the user who asks has added. */
export function embeddedProvider(db: Kysely<Tables>, urlOf: (slug: string) => string): SearchProvider {
  return {
    async web({ query, maxResults, depth, reader }) {
      const { found, total, lexemes } = await findArticles(db, { query, limit: maxResults, reader })
      return {
        total,
        results: found.map(({ slug, title, body, publishedDate }) => ({
          title,
          url: urlOf(slug),
          snippet: snippet(body, lexemes, SNIPPET[depth]),
          publishedDate,
        })),
      }
    },
    async news({ query, location, since, until }) {
      const { found, lexemes } = await findArticles(db, { query, limit: NEWS, location, since, until })
      return found.map(({ slug, title, body, source, publishedDate }) => ({
        title,
        url: urlOf(slug),
        snippet: snippet(body, lexemes, SNIPPET.basic),
        source,
        publishedDate,
      }))
    },
  }
}
