import { tables } from 'banyan/store'
import type { ColumnType } from 'kysely'

/** One call of a model, whether it gave an answer or not. */
export interface ModelCallTable {
  id: string
  user_id: string
  job_id: string
  generator: string
  provider: string
  model: string
  input_tokens: number
  output_tokens: number
  /** True when the tokens were counted by us because the provider could not say. */
  estimated: boolean
  /** US dollars. PostgreSQL gives a numeric as text. */
  cost: ColumnType<string, number, never>
  /** False where the price was not known: its cost is then 0. */
  priced: boolean
  /** An answer that was given before. */
  cached: boolean
  pictures: number
  ok: boolean
  /** Why it gave no answer. */
  fault: string | null
  latency_ms: number
  at: Date
}

/** What an account has spent in a month. */
export interface SpendingTable {
  /** `2026-01`, in UTC. */
  month: string
  /** `total` or `user:<id>`. */
  account: string
  spent: ColumnType<string, number, number>
}

/** What a call under way may cost at most. */
export interface ReservationTable {
  id: string
  user_id: string
  job_id: string
  attempt: number
  amount: ColumnType<string, number, never>
  expires_at: Date
}

/** An answer that may be given again. */
export interface AnswerTable {
  key: string
  value: ColumnType<unknown, string, string>
  expires_at: Date
}

/** A picture that was drawn for what a job wrote. */
export interface PictureTable {
  id: string
  user_id: string
  job_id: string
  media_type: string
  bytes: Buffer
  alt: string
  model: string
  created_at: Date
}

export interface Tables {
  model_call: ModelCallTable
  spending: SpendingTable
  reservation: ReservationTable
  answer: AnswerTable
  picture: PictureTable
}

export const store = tables<Tables>(new URL('../migrations/', import.meta.url))
