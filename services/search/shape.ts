import type { ShapeOf } from 'banyan/service'
import type { Config } from './config.ts'
import type { search } from './contract.ts'
import type { Resources } from './resources.ts'
import type { Tables } from './store/tables.ts'

export type Search = ShapeOf<typeof search, { tables: Tables; config: Config; resources: Resources }>
