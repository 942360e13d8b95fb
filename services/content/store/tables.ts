import { tables } from 'banyan/store'
import type { Selectable } from 'kysely'

export interface SavedTable {
  id: string
  user_id: string
  type: string
  title: string
  body: string
  excerpt: string
  project: string | null
  version: number
  created_at: Date
  updated_at: Date
}
export type SavedRow = Selectable<SavedTable>

export interface Tables {
  saved: SavedTable
}

export const store = tables<Tables>(new URL('../migrations/', import.meta.url))
