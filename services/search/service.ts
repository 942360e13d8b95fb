import { service } from 'banyan/service'
import { config } from './config.ts'
import { search } from './contract.ts'
import { addDocument } from './operations/add-document.ts'
import { article } from './operations/article.ts'
import { news } from './operations/news.ts'
import { web } from './operations/web.ts'
import { openResources } from './resources.ts'
import { store } from './store/tables.ts'

export default service(search, {
  listens: { search },
  store,
  config,
  open: openResources,
  handle: { web, news, addDocument, article },
  on: {
    'search.invalidate': async ({ data }, _tx, { resources }) => {
      resources.web.invalidate(data.pattern)
      resources.news.invalidate(data.pattern)
    },
  },
})
