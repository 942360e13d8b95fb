import { type Kysely, type RawBuilder, sql } from 'kysely'
import { publishedDate } from '../store/articles.ts'
import type { Tables } from '../store/tables.ts'
import { type Reach, type Scope, scopeOf } from './scope.ts'
import { expressionOf, type Term, termsOf } from './terms.ts'

export interface Find extends Reach {
  readonly query: string
  readonly limit: number
}

export interface Finding {
  /** The best first. */
  readonly found: readonly FoundArticle[]
  readonly total: number
  /** The words that were looked for, as the index has them. */
  readonly lexemes: readonly string[]
}

export interface FoundArticle {
  readonly slug: string
  readonly title: string
  readonly body: string
  readonly source: string
  readonly publishedDate: string
}

/**
 * Articles for a query as people write it. Quotes, `OR` and `-word` are obeyed as long as that finds anything. All
 * else is taken as words, so that a question finds what answers most of it.
 */
export async function findArticles(db: Kysely<Tables>, { query, limit, ...reach }: Find): Promise<Finding> {
  const scope = scopeOf(reach)
  const terms = await termsOf(db, query, scope)
  if (terms.length === 0) return { found: [], total: 0, lexemes: [] }
  const lexemes = terms.flatMap((term) => term.lexemes)
  const strict = OPERATORS.test(query) ? await byExpression(db, query, scope, limit) : []
  const rows = strict.length > 0 ? strict : await byWords(db, terms, scope, limit)
  return { found: rows, total: rows[0]?.total ?? 0, lexemes }
}

const OPERATORS = /"|(?:^|\s)-\S|\bOR\b/

type Row = FoundArticle & { readonly total: number }

async function byExpression(db: Kysely<Tables>, query: string, scope: Scope, limit: number): Promise<Row[]> {
  const expression = sql`websearch_to_tsquery('english', ${query})`
  const { rows } = await sql<Row>`
    select ${columns} from articles
    where ${scope} and document @@ ${expression}
    order by ${rank(expression)} desc, published desc, slug
    limit ${limit}`.execute(db)
  return rows
}

/**
 * Each word weighs the more the fewer articles have it. An article stands the higher the more of the query's weight it
 * has, and the more prominent the words are in it; what has too little of it, or much less than the best, is left out.
 */
async function byWords(db: Kysely<Tables>, terms: readonly Term[], scope: Scope, limit: number): Promise<Row[]> {
  const expressions = terms.map((term) => expressionOf(term))
  const prominent = terms.map((term) => expressionOf(term, ':AB'))
  const certainties = terms.map(({ certainty }) => certainty)
  const any = sql`${expressions.join(' | ')}::tsquery`
  const { rows } = await sql<Row>`
    with terms as (
      select term::tsquery, prominent::tsquery, certainty
      from unnest(${expressions}::text[], ${prominent}::text[], ${certainties}::float8[]) as given (term, prominent, certainty)
    ), weighted as (
      select term, prominent, certainty, ln(1 + (select count(*) from articles where ${scope}) / greatest(count(slug), 1)::float8) as weight
      from terms left join articles on document @@ term and ${scope}
      group by term, prominent, certainty
    ), shares as (
      select slug, sum(certainty * weight * case when document @@ prominent then 1 else ${BODY_ONLY}::float8 end) / (select sum(weight) from weighted) as share
      from weighted join articles on document @@ term and ${scope}
      group by slug
    )
    select ${columns} from articles join shares using (slug)
    where share >= greatest(${ENOUGH}::float8, ${BESIDE_BEST}::float8 * (select max(share) from shares))
    order by share * (1 + ${rank(any)}) desc, published desc, slug
    limit ${limit}`.execute(db)
  return rows
}

/** Shares of a query's weight. */
const ENOUGH = 0.3
const BESIDE_BEST = 0.42
/** What a word counts that is in neither title nor topics. */
const BODY_ONLY = 0.6

const columns = sql`slug, title, body, source, ${publishedDate} as "publishedDate", count(*) over () as total`

/** From 0 to 1. The weights are those of body, topics and title, after one that is not used; 1|32: by length, and bounded. */
const rank = (expression: RawBuilder<unknown>) =>
  sql`ts_rank_cd('{0, 0.2, 0.5, 1}'::real[], document, ${expression}, 33)`
