import { service } from 'banyan/service'
import { config } from './config.ts'
import { search } from './contract.ts'
import { searchHealth } from './health.ts'
import { addDocument } from './operations/add-document.ts'
import { article } from './operations/article.ts'
import { clearCache } from './operations/clear-cache.ts'
import { news } from './operations/news.ts'
import { web } from './operations/web.ts'
import { openResources } from './resources.ts'
import { store } from './store/tables.ts'

export default service(search, {
  listens: { search },
  store,
  config,
  open: openResources,
  handle: { web, news, addDocument, article, clearCache },
  // What all processes share is forgotten once, and only then what each keeps in its memory.
  on: {
    'search.invalidate': ({ data }, tx, { clock, resources }) =>
      resources.sharing.answers.forget(tx, data.pattern, clock.now()),
  },
  hear: {
    'search.invalidate': ({ data }, { resources }) => {
      resources.web.invalidate(data.pattern)
      resources.news.invalidate(data.pattern)
    },
  },
  health: { provider: async ({ clock, resources }) => searchHealth(resources, clock.now()) },
})
