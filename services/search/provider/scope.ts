import { type RawBuilder, sql } from 'kysely'

/** The articles that may be found, as a condition on `articles`. */
export type Scope = RawBuilder<boolean>

export interface Reach {
  /** Whose documents are in reach beside the library. */
  readonly reader?: string | undefined
  /** A place that the article must speak of. */
  readonly location?: string | undefined
  /** `2026-01-31`, both days included. */
  readonly since?: string | undefined
  readonly until?: string | undefined
}

export function scopeOf({ reader, location, since, until }: Reach): Scope {
  const conditions = [reader === undefined ? sql`owner is null` : sql`(owner is null or owner = ${reader})`]
  if (location !== undefined) conditions.push(sql`document @@ phraseto_tsquery('english', ${location})`)
  if (since !== undefined) conditions.push(sql`published >= ${since}::date`)
  if (until !== undefined) conditions.push(sql`published <= ${until}::date`)
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}
