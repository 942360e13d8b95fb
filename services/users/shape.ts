import type { ShapeOf } from 'banyan/service'
import type { users } from './contract.ts'
import type { Tables } from './store/tables.ts'

export type Users = ShapeOf<typeof users, { tables: Tables }>
