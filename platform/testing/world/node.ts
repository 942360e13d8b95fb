import { Kysely, PostgresDialect } from 'kysely'
import type { Logger } from 'pino'
import { type Bus, databaseBus } from '../../durable/bus.ts'
import { createDurable, type DurableSettings, type Engine, jobsService } from '../../durable/index.ts'
import { httpLink } from '../../service/http-link.ts'
import type { Link, Runtime, Service } from '../../service/index.ts'
import { openRuntime, silent } from '../../service/index.ts'
import { transact } from '../../store/transaction.ts'
import type { Database, ServiceStore } from '../../store/types.ts'
import { OWNER } from './backends.ts'
import { type Door, doorOf, tokenOf } from './door.ts'
import type { Network } from './network.ts'
import { SimulatedPool, simulatedListener } from './pool.ts'
import type { Process } from './process.ts'
import type { Server } from './server.ts'

/** One life of a node: the shipping runtime and engine on simulated ports. */
export interface Life {
  readonly process: Process
  readonly door: Door
  readonly engine: Engine
  readonly runtime: Runtime
}

export interface LifeOptions {
  readonly process: Process
  readonly services: readonly Service[]
  /** Services of other nodes, by name, with the nodes that run them. */
  readonly elsewhere: ReadonlyMap<string, { readonly service: Service; readonly nodes: readonly string[] }>
  readonly server: Server
  readonly network: Network
  readonly log: Logger
  readonly settings: Partial<DurableSettings>
  readonly config: (service: string) => unknown
  readonly bus: (bus: Bus, process: Process, database: Pick<Database, 'pool'>) => Bus
}

/** As `openPlace` does it. */
export async function live(options: LifeOptions): Promise<Life> {
  const { process, network, log } = options
  const { clock, random } = process
  const database = simulatedDatabase(options)
  const engine = createDurable({
    database,
    clock,
    random,
    log,
    worker: `${process.name}-${random.id()}`,
    settings: options.settings,
    bus: options.bus(databaseBus(database, clock), process, database),
  })
  const remote = new Map<string, Link>()
  for (const [name, { service, nodes }] of options.elsewhere)
    remote.set(
      name,
      httpLink({
        contract: service.contract,
        origins: nodes.map((node) => `http://${node}`),
        mint: (_from, _to, caller) => tokenOf(caller),
        connections: 10,
        strict: true,
        open: (origin) => network.open(process, origin),
      }),
    )
  const jobs = jobsService(engine, (kind) => runtime.plans.get(kind))
  const runtime: Runtime = await openRuntime({
    services: [...options.services, jobs],
    remote,
    database,
    durable: engine,
    clock,
    random,
    fetch: () => Promise.reject(new TypeError('a world has no network to the outside: use `outside`')),
    log,
    observer: silent,
    config: options.config,
    strict: true,
  })
  engine.start()
  return { process, engine, runtime, door: doorOf(runtime.plans.values()) }
}

/** The services' tables are there already; what is simulated is the way to them. */
function simulatedDatabase({ process, server }: LifeOptions): Database {
  const { clock, random } = process
  const pool = new SimulatedPool(server, process, OWNER, 10).asPool
  return {
    embedded: false,
    url: '',
    pool,
    async open<T>(service: string): Promise<ServiceStore<T>> {
      const db = new Kysely<T>({
        dialect: new PostgresDialect({ pool: new SimulatedPool(server, process, service, 8).asPool }),
      })
      return { db, tx: (work) => transact(db, work, { clock, random, guard: true }) }
    },
    connect: async () => simulatedListener(server, process),
    health: async () => ({ healthy: true, detail: '' }),
    pools: () => [],
    delay: () => 0,
    close: async () => undefined,
  }
}
