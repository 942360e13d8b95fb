import type { Clock, Random } from '../clock/index.ts'
import type { Config, Schemas } from '../config/index.ts'
import { type Contract, isOperation } from '../contract/index.ts'
import {
  createDurable,
  type DurableSettings,
  type Engine,
  jobsService,
  type KnownOperation,
  type Lookup,
  unobserved,
} from '../durable/index.ts'
import { openRuntime, type Runtime, type Service, typesHeard } from '../service/index.ts'
import type { Database } from '../store/types.ts'
import { type Check, createHealth, type Health, processMemory, type Telemetry } from '../telemetry/index.ts'
import type { Remote } from './links.ts'

export interface PlaceOptions {
  /** Its name in the topology, for logs and health. */
  readonly name: string
  readonly services: readonly Service[]
  /** The services of other places. */
  readonly remote: readonly Remote[]
  /** Those themselves, as far as this place knows them: what they listen to is kept for them from the very first event on. */
  readonly others: readonly Service[]
  /** In the front place: the contracts of the whole system, whose jobs its service `jobs` knows. */
  readonly jobsOf: readonly Contract[] | undefined
  /** How other places are, by name, for this one's health; they may come later. */
  readonly places: ReadonlyMap<string, Check>
  readonly database: Database
  readonly config: Config<Schemas>
  readonly telemetry: Telemetry
  readonly clock: Clock
  readonly random: Random
  /** Development and tests: see `RuntimeOptions`. */
  readonly strict: boolean
  /** True when no other process works on this database: then what a killed predecessor held is free at once. */
  readonly alone: boolean
  /** How its engine paces itself, where that differs from the default. */
  readonly pace?: Partial<DurableSettings>
}

/**
 * The services of one place, running: its operations can be called, its jobs and events are worked on. Its health says
 * that it is starting until whoever opened it says otherwise.
 */
export interface Running {
  readonly runtime: Runtime
  readonly engine: Engine
  readonly health: Health
  /** Lets running work finish for `grace` ms and hands the rest back. Calls are still answered. */
  finish(grace: number): Promise<void>
  /** Finishes where that was not done, then closes the services. */
  stop(grace: number): Promise<void>
}

export async function openPlace(options: PlaceOptions): Promise<Running> {
  const { clock, random, config, database, telemetry, name } = options
  const { log } = telemetry
  const engine = createDurable({
    database,
    clock,
    random,
    log,
    worker: `${name}-${random.id()}`,
    settings: { lease: config.platform.JOB_LEASE, ...options.pace },
    observer: {
      ...unobserved,
      jobFinished: (service, job, status) => telemetry.jobFinished(service, job, status),
      retried: (service, job) => telemetry.jobFinished(service, job, 'retrying'),
      failed: (service, code) => telemetry.metrics.error(code, service),
    },
  })
  const jobs = options.jobsOf ? [jobsService(engine, lookup(options.jobsOf))] : []
  const runtime = await openRuntime({
    services: [...options.services, ...jobs],
    remote: new Map(options.remote.map(({ contract, link }) => [contract.name, link])),
    database,
    durable: engine,
    clock,
    random,
    log,
    observer: telemetry,
    config: (service) => config.services[service] ?? {},
    strict: options.strict,
  })
  telemetry.metrics.watchPools(() => database.pools())
  telemetry.metrics.watchDurable(() => engine.state())
  telemetry.metrics.watchCaches(() => runtime.caches())
  telemetry.metrics.resilience.watch(() => runtime.resilience())

  const health = createHealth({
    service: name,
    clock,
    checks: { database: () => database.health() },
    places: options.places,
    externalAPIs: runtime.health,
    memory: processMemory,
  })
  for (const service of options.others) await engine.expect(service.contract.name, typesHeard(service))
  if (options.alone) await engine.recover()
  engine.start()

  const finish = (grace: number) => {
    health.draining()
    return engine.stop(grace)
  }
  return {
    runtime,
    engine,
    health,
    finish,
    async stop(grace) {
      await finish(grace)
      await runtime.close()
    },
  }
}

/** Operations by their id, wherever they run. */
function lookup(contracts: readonly Contract[]): Lookup {
  const known = new Map<string, KnownOperation>(
    contracts.flatMap(({ name: service, members }) =>
      Object.entries(members).flatMap(([name, operation]) =>
        isOperation(operation) ? [[`${service}.${name}`, { service, name, operation }] as const] : [],
      ),
    ),
  )
  return (kind) => known.get(kind)
}
