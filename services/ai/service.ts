import { search } from '@banyan/search/contract'
import { service, use } from 'banyan/service'
import { config } from './config.ts'
import { ai } from './contract.ts'
import { modelHealth } from './models/health.ts'
import { budget } from './operations/budget.ts'
import { generations } from './operations/generations.ts'
import { generators } from './operations/generators.ts'
import { image } from './operations/image.ts'
import { models } from './operations/models.ts'
import { usage } from './operations/usage.ts'
import { openResources } from './resources.ts'
import { store } from './store/tables.ts'

export default service(ai, {
  uses: {
    search: use(search, {
      // A search that wants to be left alone for a minute is gone on without, not waited for.
      deadline: '20s',
      fallback: { web: { lastAnswer: '1d' }, news: { lastAnswer: '1d' } },
    }),
  },
  store,
  config,
  open: openResources,
  handle: {
    ...generations,
    generators,
    models,
    usage,
    budget,
    image,
  },
  health: { model: async ({ clock, resources }) => modelHealth(resources.chain, clock.now()) },
})
