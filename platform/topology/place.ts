import type { Clock, Random } from '../clock/index.ts'
import type { Config, Schemas } from '../config/index.ts'
import { createDurable, type Engine, jobsService, unobserved } from '../durable/index.ts'
import type { Link, Runtime, Service } from '../service/index.ts'
import { openRuntime } from '../service/index.ts'
import type { Database } from '../store/types.ts'
import { createHealth, type Health, processMemory, type Telemetry } from '../telemetry/index.ts'

export interface PlaceOptions {
  /** Its name in the topology, for logs and health. */
  readonly name: string
  readonly services: readonly Service[]
  /** Links to services of other places, by name. */
  readonly remote?: ReadonlyMap<string, Link>
  readonly database: Database
  readonly config: Config<Schemas>
  readonly telemetry: Telemetry
  readonly clock: Clock
  readonly random: Random
  /** Development and tests: see `RuntimeOptions`. */
  readonly strict: boolean
  /** True when no other process works on this database: then what a killed predecessor held is free at once. */
  readonly alone: boolean
}

/** The services of one place, running: its operations can be called, its jobs and events are worked on. */
export interface Running {
  readonly runtime: Runtime
  readonly engine: Engine
  readonly health: Health
  /** Lets running work finish for `grace` ms and hands the rest back, then closes the services. */
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
    observer: {
      ...unobserved,
      jobFinished: (service, job, status) => telemetry.jobFinished(service, job, status),
      retried: (service, job) => telemetry.jobFinished(service, job, 'retrying'),
      failed: (service, code) => telemetry.metrics.error(code, service),
    },
  })
  const jobs = jobsService(engine, (kind) => runtime.plans.get(kind))
  const runtime: Runtime = await openRuntime({
    services: [...options.services, jobs],
    ...(options.remote && { remote: options.remote }),
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

  const health = createHealth({
    service: name,
    clock,
    checks: { database: () => database.health() },
    externalAPIs: runtime.health,
    memory: processMemory,
  })
  if (options.alone) await engine.recover()
  engine.start()
  health.started()

  return {
    runtime,
    engine,
    health,
    async stop(grace) {
      health.draining()
      await engine.stop(grace)
      await runtime.close()
    },
  }
}
