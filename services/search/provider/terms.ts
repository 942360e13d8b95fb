import { type Kysely, sql } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { nearest } from './nearest.ts'
import type { Scope } from './scope.ts'

/** One word that was asked for, or the known words that it may stand for. */
export interface Term {
  /** As the index has them: stemmed. */
  readonly lexemes: readonly string[]
  /** Less than 1 where the word is a guess. */
  readonly certainty: number
}

/** The words of a query that say something, e.g. not "how" or "the"; one that no article in reach has is replaced by those nearest to it. */
export async function termsOf(db: Kysely<Tables>, query: string, scope: Scope): Promise<Term[]> {
  const { rows } = await sql<{ lexeme: string; known: boolean }>`
    select lexeme, exists (select from articles where ${scope} and document @@ ${quoted(sql.ref('lexeme'))}) as known
    from unnest(tsvector_to_array(to_tsvector('english', ${query}))) as lexeme
    limit ${MOST}`.execute(db)
  const unknown = rows.filter((row) => !row.known).map((row) => row.lexeme)
  const known = unknown.length > 0 ? await vocabulary(db, scope, unknown) : []
  return rows.map((row) => {
    const guesses = row.known ? [] : nearest(row.lexeme, known)
    return guesses.length > 0 ? { lexemes: guesses, certainty: GUESS } : { lexemes: [row.lexeme], certainty: 1 }
  })
}

/** The term as the text of a tsquery; `label` says in which parts of an article it is looked for, e.g. `:AB`. */
export const expressionOf = ({ lexemes }: Term, label: '' | ':AB' = ''): string =>
  lexemes.map((lexeme) => `'${lexeme.replace(/[\\']/g, '$&$&')}'${label}`).join(' | ')

const MOST = 32
const GUESS = 0.7

/** A lexeme in SQL as a tsquery of that lexeme alone. */
const quoted = (lexeme: ReturnType<typeof sql.ref>) =>
  sql`('''' || replace(replace(${lexeme}, ${'\\'}, ${'\\\\'}), '''', '''''') || '''')::tsquery`

/** The words of the articles in reach that begin like one of `words`: hardly anybody mistypes the first letter. */
async function vocabulary(db: Kysely<Tables>, scope: Scope, words: readonly string[]): Promise<string[]> {
  const initials = words.map((word) => [...word][0])
  const { rows } = await sql<{ lexeme: string }>`
    select distinct lexeme from articles, unnest(tsvector_to_array(document)) as lexeme
    where ${scope} and left(lexeme, 1) = any(${initials}::text[])`.execute(db)
  return rows.map(({ lexeme }) => lexeme)
}
