import type { Kysely } from 'kysely'
import { allows } from '../engines/domains.ts'
import type { Tables } from '../store/tables.ts'
import { findArticles } from './find.ts'
import { LONGEST_SNIPPET, MOST_NEWS, type SearchProvider } from './provider.ts'
import { snippet } from './snippet.ts'

/** Answers from the server's own index: its library, and what the user who asks has added. */
export function embeddedProvider(db: Kysely<Tables>, urlOf: (slug: string) => string): SearchProvider {
  return {
    async web({ query, maxResults, depth, include, exclude, reader }) {
      // All that it knows is on this server.
      if (!allows({ include, exclude }, urlOf('any'))) return { results: [], total: 0 }
      const { found, total, lexemes } = await findArticles(db, { query, limit: maxResults, reader })
      return {
        total,
        results: found.map(({ slug, title, body, publishedDate }) => ({
          title,
          url: urlOf(slug),
          snippet: snippet(body, lexemes, LONGEST_SNIPPET[depth]),
          publishedDate,
        })),
      }
    },
    async news({ query, location, since, until }) {
      const { found, lexemes } = await findArticles(db, { query, limit: MOST_NEWS, location, since, until })
      return found.map(({ slug, title, body, source, publishedDate }) => ({
        title,
        url: urlOf(slug),
        snippet: snippet(body, lexemes, LONGEST_SNIPPET.basic),
        source,
        publishedDate,
      }))
    },
  }
}
