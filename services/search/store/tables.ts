import { tables } from 'banyan/store'
import type { ColumnType } from 'kysely'

export interface ArticleTable {
  slug: string
  /** Null for the library, which everybody may read. */
  owner: string | null
  title: string
  /** Written as JSON text. */
  topics: ColumnType<string[], string, string>
  body: string
  source: string
  /** Written as `2026-01-31`. Read it as text with `publishedDate`: as a Date it would depend on the server's time zone. */
  published: ColumnType<never, string, string>
  checksum: string | null
  /** Made by the database of title, topics and body. */
  document: ColumnType<never, never, never>
}

export interface AnswerTable {
  key: string
  /** Written as JSON text. */
  answer: ColumnType<unknown, string, string>
  at: number
}

export interface ForgottenTable {
  pattern: string
  at: number
}

export interface EngineUseTable {
  engine: string
  month: string
  asked: number
  free_at: number
}

export interface Tables {
  articles: ArticleTable
  answers: AnswerTable
  forgotten: ForgottenTable
  engine_use: EngineUseTable
}

export const store = tables<Tables>(new URL('../migrations/', import.meta.url))
