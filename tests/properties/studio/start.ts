import { ai } from '@banyan/ai/contract'
import { content } from '@banyan/content/contract'
import { createClient } from 'banyan/client'
import { jobs } from 'banyan/durable/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { type Answer, type Ask, orchestrate } from '../../../apps/web/lib/orchestrate.ts'
import { visitOf } from '../../../apps/web/lib/session/visit.ts'
import type { Services } from '../../../apps/web/lib/studio/runs.ts'
import { services } from '../../../topologies/services.ts'
import { counted } from '../handled.ts'
import { operations } from '../operations.ts'
import type { Links } from '../property.ts'
import { type Wire, wireWith } from './wire.ts'

/** All services, and the web's way to them. */
export interface Studio {
  readonly app: Started
  /** Does something as the web does for the holder of a token, over a wire. */
  act<T>(token: string | undefined, wire: Wire, work: (ask: Ask, services: Services) => Promise<T>): Promise<Answer<T>>
  /** The services without the web between. */
  services(token: string): Services
  /** How many calls reached a handler of any service. */
  handledInAll(): number
  close(): Promise<void>
}

const contracts = { ai, content, jobs }

export async function startStudio(links: Links): Promise<Studio> {
  const { services: counting, handled } = counted(services)
  const app = await startServices({
    services: counting,
    links,
    limits: { ip: false, user: false, web: false, operations: false },
  })
  const connected = (token: string | undefined, { fetch }: Wire): Services =>
    createClient({
      baseUrl: app.baseUrl,
      contracts,
      headers: () => (token === undefined ? {} : { authorization: `Bearer ${token}` }),
      fetch,
    })
  return {
    app,
    act: (token, wire, work) =>
      orchestrate(visitOf(token, Date.now(), REQUEST), (ask) => work(ask, connected(token, wire))),
    services: (token) => connected(token, wireWith()),
    // What the gateway itself asks from time to time does not count.
    handledInAll: () =>
      operations.filter(({ service }) => service !== 'auth').reduce((sum, { id }) => sum + handled(id), 0),
    close: () => app.close(),
  }
}

/** Under which the gateway would have logged the request of the browser. */
export const REQUEST = 'request-of-the-page'
