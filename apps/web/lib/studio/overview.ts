import type { GeneratorInfo, ModelInfo } from '@banyan/ai/contract'
import type { JobSummary } from 'banyan/durable/contract'
import { isContentJob } from '../content/from-job.ts'
import type { Ask } from '../orchestrate.ts'
import type { Services } from './runs.ts'

/** What stands on the first page of the studio. What did not answer is empty, and named in the answer's `without`. */
export interface Overview {
  readonly generators: readonly GeneratorInfo[]
  readonly models: readonly ModelInfo[] | undefined
  readonly runs: readonly JobSummary[]
}

export async function overview(ask: Ask, services: Services): Promise<Overview> {
  const [generators, models, runs] = await Promise.all([
    ask(
      'the estimates',
      () => services.ai.generators({}),
      () => [],
    ),
    ask(
      'the models',
      () => services.ai.models({}),
      () => undefined,
    ),
    ask(
      'your recent runs',
      () => services.jobs.list({ limit: 30 }),
      () => ({ items: [] }),
    ),
  ])
  const written = runs.items.filter(({ kind }) => isContentJob(kind) || kind === 'ai.generateSocialMediaPost')
  return { generators, models, runs: written.slice(0, 6) }
}
