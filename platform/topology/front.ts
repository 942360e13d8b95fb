import type { Clock, Random } from '../clock/index.ts'
import { type Contract, failure } from '../contract/index.ts'
import { docsRoutes, openapi } from '../contract/openapi/index.ts'
import { createGateway, type Gateway, type GatewayLimits, type WebOptions } from '../gateway/index.ts'
import { createUserTokens, type EndedSession, type KeySet } from '../identity/index.ts'
import type { LoadShedder } from '../resilience/index.ts'
import { remotePlans } from '../service/remote-plan.ts'
import { healthRoutes, type Telemetry } from '../telemetry/index.ts'
import type { Remote } from './links.ts'
import type { Running } from './place.ts'

/** Where the front door learns who people are: the keys that sign their tokens, and the sessions that have ended. */
export interface IdentitySource {
  readonly issuer: string
  readonly audience: string
  readonly keys: (place: Running) => () => Promise<KeySet>
  readonly revocations: (place: Running) => () => Promise<readonly EndedSession[]>
}

export interface FrontOptions {
  readonly place: Running
  /** The services of other places: their operations are served like those of this one. */
  readonly remote: readonly Remote[]
  readonly identity: IdentitySource
  readonly telemetry: Telemetry
  readonly clock: Clock
  readonly random: Random
  /** The address that people use, for `Origin` and the documentation. */
  readonly publicUrl: string | undefined
  readonly web: WebOptions | undefined
  readonly limits?: GatewayLimits
  readonly load?: LoadShedder | undefined
}

export interface Front {
  readonly gateway: Gateway
  stop(grace: number): Promise<void>
}

/** How often to ask for sessions that ended in other processes. */
const REVOCATIONS_EVERY = 2_000

/** The gateway over the operations of a place, with its documentation, its health and its own knowledge of identity. */
export async function openFront(options: FrontOptions): Promise<Front> {
  const { place, remote, identity, telemetry, clock, random, publicUrl } = options
  const { log } = telemetry
  const tokens = createUserTokens({
    loadKeys: identity.keys(place),
    clock,
    issuer: identity.issuer,
    audience: identity.audience,
  })
  const load = identity.revocations(place)
  const stopping = new AbortController()
  const watching = (async () => {
    for (;;) {
      await tokens
        .refreshRevocations(load)
        .catch((error: unknown) => log.warn({ err: error }, 'ended sessions are not known'))
      await clock.sleep(REVOCATIONS_EVERY, stopping.signal)
    }
  })().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error
  })

  const contracts: Contract[] = [...place.runtime.services, ...remote].map(({ contract }) => contract)
  const document = openapi({
    contracts,
    title: 'Banyan',
    version: '0.1.0',
    servers: [publicUrl ?? '/'],
  })
  const gateway = createGateway({
    plans: [
      ...place.runtime.plans.values(),
      ...remote.flatMap(({ contract }) => remotePlans(contract, place.runtime.link(contract.name))),
    ],
    clock,
    random,
    log,
    identify: (token) => tokens.verify(token),
    identityDegraded: () => tokens.degraded(),
    sessionsEnded: () => tokens.refreshRevocations(load),
    ...(publicUrl !== undefined && { publicOrigins: [new URL(publicUrl).origin] }),
    ...(options.web && { web: options.web }),
    ...(options.limits && { limits: options.limits }),
    extra: new Map([...healthRoutes(place.health, { details: false }), ...docsRoutes(document)]),
    observe: telemetry.http,
    turnedAway: telemetry.turnedAway,
    load: options.load,
  })
  telemetry.metrics.watchConnections('gateway', () => gateway.connections)
  return {
    gateway,
    async stop(grace) {
      stopping.abort(failure('unavailable'))
      await watching
      await gateway.drain(grace)
    },
  }
}
