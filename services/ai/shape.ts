import type { search } from '@banyan/search/contract'
import type { Jobs } from 'banyan/contract'
import type { JobContext, ServiceContext, ShapeOf } from 'banyan/service'
import type { Config } from './config.ts'
import type { ai } from './contract.ts'
import type { Resources } from './resources.ts'
import type { Tables } from './store/tables.ts'

export type Ai = ShapeOf<
  typeof ai,
  { uses: { search: typeof search }; tables: Tables; config: Config; resources: Resources }
>

export type AiContext = ServiceContext<Ai>

/** The context of any generator's job: all of them declare the same errors. */
export type GeneratorContext = JobContext<Ai, Jobs<typeof ai>['runResearchAgent']>
