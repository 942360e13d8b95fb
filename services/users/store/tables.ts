import { tables } from 'banyan/store'
import type { Selectable } from 'kysely'
import type { Settings } from '../contract.ts'

interface ProfileTable {
  user_id: string
  email: string
  name: string
  bio: string
  created_at: Date
  updated_at: Date
}
export type ProfileRow = Selectable<ProfileTable>

interface SettingsTable {
  user_id: string
  theme: Settings['theme']
  language: string
  notify_email: boolean
  notify_push: boolean
  updated_at: Date
}
export type SettingsRow = Selectable<SettingsTable>

export interface Tables {
  profiles: ProfileTable
  settings: SettingsTable
}

export const store = tables<Tables>(new URL('../migrations/', import.meta.url))
