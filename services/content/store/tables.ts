import { tables } from 'banyan/store'
import type { Selectable } from 'kysely'

export interface SavedTable {
  id: string
  user_id: string
  type: string
  title: string
  body: string
  excerpt: string
  project_id: string | null
  version: number
  /** Whether what stands there was saved by itself, while somebody wrote. */
  autosaved: boolean
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
}
export type SavedRow = Selectable<SavedTable>

/** What an entry was before one of its changes. */
export interface VersionTable {
  user_id: string
  entry_id: string
  version: number
  title: string
  body: string
  excerpt: string
  /** Characters of the body. */
  length: number
  /** The name that its project had. */
  project: string | null
  created_at: Date
  replaced_at: Date
}

export interface ProjectTable {
  user_id: string
  id: string
  name: string
  description: string
  created_at: Date
  updated_at: Date
}
export type ProjectRow = Selectable<ProjectTable>

export interface AgentProfileTable {
  user_id: string
  /** JSON as text when it is written, parsed when it is read. */
  profile: unknown
  version: number
  updated_at: Date
}

export type AgentProfileRow = Selectable<AgentProfileTable>

export interface TrainingTable {
  user_id: string
  lesson: string
  done: boolean
  updated_at: Date
}
export type TrainingRow = Selectable<TrainingTable>

export interface Tables {
  saved: SavedTable
  version: VersionTable
  project: ProjectTable
  agent_profile: AgentProfileTable
  training: TrainingTable
}

export const store = tables<Tables>(new URL('../migrations/', import.meta.url))
