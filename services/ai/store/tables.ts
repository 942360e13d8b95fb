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
  ok: boolean
  /** Why it gave no answer. */
  fault: string | null
  latency_ms: number
  at: Date
}

export interface Tables {
  model_call: ModelCallTable
}

export const store = tables<Tables>(new URL('../migrations/', import.meta.url))
