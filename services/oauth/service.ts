import { service } from 'banyan/service'
import { config } from './config.ts'
import { oauth } from './contract.ts'
import { providersHealth } from './health.ts'
import { authorize } from './operations/authorize.ts'
import { connections } from './operations/connections.ts'
import { exchange } from './operations/exchange.ts'
import { refresh } from './operations/refresh.ts'
import { revoke } from './operations/revoke.ts'
import { revokeAtProvider } from './operations/revoke-at-provider.ts'
import { rotateKeys } from './operations/rotate-keys.ts'
import { sweep } from './operations/sweep.ts'
import { token } from './operations/token.ts'
import { closeResources, openResources } from './resources.ts'
import { store } from './store/tables.ts'

export default service(oauth, {
  store,
  config,
  open: openResources,
  close: closeResources,
  handle: { authorize, exchange, connections, token, refresh, revoke, revokeAtProvider, sweep, rotateKeys },
  schedules: {
    sweep: { cron: '*/5 * * * *', job: 'sweep', input: {} },
    // A new key four times a year.
    rotateKeys: { cron: '30 3 1 1,4,7,10 *', job: 'rotateKeys', input: {} },
  },
  health: { providers: async ({ resources }) => providersHealth(resources.providers.values()) },
})
