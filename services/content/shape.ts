import type { ShapeOf } from 'banyan/service'
import type { content } from './contract.ts'
import type { Tables } from './store/tables.ts'

export type Content = ShapeOf<typeof content, { tables: Tables }>
