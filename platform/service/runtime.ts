import type { Logger } from 'pino'
import type { CacheCounts } from '../cache/index.ts'
import type { Clock, Random } from '../clock/index.ts'
import type { Client, Contract } from '../contract/index.ts'
import type { Durable } from '../durable/types.ts'
import type { Fetch } from '../network/index.ts'
import { Deadline } from '../resilience/deadline.ts'
import type { Database } from '../store/types.ts'
import { bindClient } from './bindings.ts'
import { checkServices, openOrder } from './check-services.ts'
import type { Frame } from './frame.ts'
import { inlineLink } from './inline.ts'
import type { Link } from './link.ts'
import { observedLink } from './observed-link.ts'
import type { Observer } from './observer.ts'
import { type OpenService, openService } from './open-service.ts'
import type { Plan } from './plan.ts'
import { type ResilienceState, resilienceState } from './resilience-state.ts'
import type { HealthCheck, Service } from './service.ts'

export interface RuntimeOptions {
  /** The services of this place. */
  readonly services: readonly Service[]
  /** Links to services elsewhere, by name. */
  readonly remote?: ReadonlyMap<string, Link>
  readonly database: Database
  readonly durable: Durable
  readonly clock: Clock
  readonly random: Random
  /** The way to outside systems; by default the machine's own. A simulation has none. */
  readonly fetch?: Fetch
  readonly log: Logger
  readonly observer: Observer
  /** The parsed configuration of a service. */
  readonly config: (service: string) => unknown
  /** Development and tests: what crosses a link is frozen, and calls inside a transaction are refused. */
  readonly strict: boolean
}

export interface Runtime {
  /** All operations of this place, by id: `ai.models`. */
  readonly plans: ReadonlyMap<string, Plan>
  readonly services: readonly OpenService[]
  /** A typed client that calls as the service `as`, on behalf of nobody: for the platform's own needs. */
  client<C extends Contract>(contract: C, as: string): Client<C>
  /** The link to a service in reach of this place. Throws where there is none. */
  link(service: string): Link
  /** The checks that the services declare, by service and name. */
  readonly health: ReadonlyMap<string, () => Promise<HealthCheck>>
  resilience(): ResilienceState
  /** The caches of the services, since they were opened. */
  caches(): readonly CacheState[]
  close(): Promise<void>
}

export interface CacheState extends Readonly<CacheCounts> {
  readonly service: string
  readonly cache: string
}

/** Opens the services of one place: checks them, migrates them, connects them, and registers their durable work. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { clock, random, observer, remote = new Map<string, Link>() } = options
  checkServices(options.services, new Set(remote.keys()))

  const plans = new Map<string, Plan>()
  const plansOf = new Map<string, Map<string, Plan>>()
  const links = new Map<string, Link>()
  for (const [name, link] of remote) links.set(name, observedLink(name, link, { clock, observer }))
  for (const { contract } of options.services) {
    const own = new Map<string, Plan>()
    plansOf.set(contract.name, own)
    links.set(contract.name, inlineLink({ plans: own, observer, strict: options.strict }))
  }

  const link = (service: string): Link => {
    const found = links.get(service)
    if (!found) throw new TypeError(`no service "${service}" in reach of this place`)
    return found
  }
  const frame = (): Frame => ({
    caller: { user: null, service: null },
    deadline: Deadline.in(clock, ROOT_DEADLINE),
    requestId: random.id(),
    trace: observer.child({ traceId: hex(random.bytes(16)), spanId: hex(random.bytes(8)), sampled: false }),
    idempotencyKey: undefined,
    ip: undefined,
    wait: undefined,
  })

  const opened: OpenService[] = []
  for (const service of openOrder(options.services)) {
    const open = await openService(service, { ...options, links, frame })
    opened.push(open)
    for (const plan of open.plans) {
      plans.set(plan.id, plan)
      plansOf.get(plan.service)?.set(plan.name, plan)
    }
  }
  await options.durable.register(...opened.map(({ participant }) => participant))

  return {
    plans,
    services: opened,
    health: new Map(opened.flatMap(({ health }) => [...health])),
    resilience: () => resilienceState(opened),
    caches: () =>
      opened.flatMap(({ contract, caches }) =>
        [...caches].map(({ name, counts }) => ({ service: contract.name, cache: name, ...counts })),
      ),
    link,
    client(contract, as) {
      const Client = bindClient(as, contract, link(contract.name))
      // A frame a call: its deadline begins when the call does.
      return new Proxy({} as Client<typeof contract>, {
        get: (_, operation) => (new Client(frame()) as Record<PropertyKey, unknown>)[operation],
      })
    },
    async close() {
      for (const service of opened.toReversed()) await service.close()
    },
  }
}

const ROOT_DEADLINE = 30_000
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
