import { search } from '@banyan/search/contract'
import { service, use } from 'banyan/service'
import { config } from './config.ts'
import { ai } from './contract.ts'
import { generators } from './generators/index.ts'
import { modelHealth } from './models/health.ts'
import { generate } from './operations/generate.ts'
import { models } from './operations/models.ts'
import { usage } from './operations/usage.ts'
import { openResources } from './resources.ts'
import { store } from './store/tables.ts'

export default service(ai, {
  uses: { search: use(search, { fallback: { web: { lastAnswer: '1d' } } }) },
  store,
  config,
  open: openResources,
  handle: {
    runResearchAgent: generate(generators.runResearchAgent),
    generateSocialMediaPost: generate(generators.generateSocialMediaPost),
    models,
    usage,
  },
  health: { model: async ({ clock, resources }) => modelHealth(resources.chain, clock.now()) },
})
