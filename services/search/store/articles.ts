import { type ExpressionBuilder, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** What a reader may see: the library, and what is his own. */
export const readableBy =
  (reader: string | undefined) =>
  ({ eb, or }: ExpressionBuilder<Tables, 'articles'>) =>
    or([eb('owner', 'is', null), ...(reader === undefined ? [] : [eb('owner', '=', reader)])])

/** `2026-01-31` */
export const publishedDate = sql<string>`to_char(published, 'YYYY-MM-DD')`
