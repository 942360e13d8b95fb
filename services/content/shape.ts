import type { ShapeOf } from 'banyan/service'
import type { Config } from './config.ts'
import type { content } from './contract.ts'
import type { Resources } from './resources.ts'
import type { Tables } from './store/tables.ts'

export type Content = ShapeOf<typeof content, { tables: Tables; config: Config; resources: Resources }>
