import type { Clock, Random } from '../clock/index.ts'
import type { Config, Env, Schemas } from '../config/index.ts'
import { jobs } from '../durable/index.ts'
import { serviceHost } from '../hosts/node/index.ts'
import type { HealthCheck, Service } from '../service/index.ts'
import type { Database } from '../store/types.ts'
import type { Check, Telemetry } from '../telemetry/index.ts'
import type { Instance, Layout } from './layout.ts'
import { linksTo, placeTokens, type Remote } from './links.ts'
import { openPlace, type Running } from './place.ts'
import { type PlaceProcess, startPlaceProcess } from './place-process.ts'
import { freePorts } from './ports.ts'

export interface PlacesOptions {
  readonly layout: Layout
  /** All services of the system. */
  readonly services: readonly Service[]
  /** The file that runs one place as a process: it calls `servePlace`. */
  readonly program: string
  /** The environment of the processes, so that all have one configuration. */
  readonly env: Env
  readonly database: Database
  readonly config: Config<Schemas>
  readonly telemetry: Telemetry
  readonly clock: Clock
  readonly random: Random
  readonly strict: boolean
}

/** All places of a topology: the front one in this process, each other in processes of its own. */
export interface Places {
  readonly front: Running
  /** The services of the other places. */
  readonly remote: readonly Remote[]
  /** Resolves when every place can be called. Rejects with a `StartError` for one that cannot be started. */
  readonly ready: Promise<unknown>
  /**
   * Lets running jobs finish for as long as `left` says, everywhere at once, and hands the rest back. Only then the places
   * are closed: what runs in one may need the others until its end.
   */
  stop(left: () => number): Promise<void>
}

export async function openPlaces(options: PlacesOptions): Promise<Places> {
  const { layout, services, config, database, telemetry, clock, random, strict } = options
  const { log } = telemetry
  const all = await located(layout, random)
  const [first] = all
  const contracts = [...services.map(({ contract }) => contract), jobs]
  // Where everything runs in this process, nobody calls it from another.
  const tokens = all.length > 1 ? await placeTokens(config.platform, { clock, random }) : undefined
  const remote = tokens ? linksTo(elsewhere(first, all), contracts, { tokens, strict }) : []
  const health = new Map<string, Check>()

  const front = await openPlace({
    name: first.name,
    services: services.filter(({ contract }) => first.services.includes(contract.name)),
    remote,
    others: services.filter(({ contract }) => !first.services.includes(contract.name)),
    jobsOf: contracts,
    places: health,
    // The other processes are started after this.
    alone: database.embedded,
    database,
    config,
    telemetry,
    clock,
    random,
    strict,
  })
  const closing = [async () => void (await Promise.all(remote.map(({ link }) => link.close()))), () => front.stop(0)]
  const processes: PlaceProcess[] = []
  const stop = async (left: () => number) => {
    await Promise.all([front.finish(left()), ...processes.map((process) => process.finish(left()))])
    await Promise.all(processes.map((process) => process.stop()))
    for (const close of closing.toReversed()) await close()
  }
  try {
    if (tokens) {
      const plans = [...front.runtime.plans.values()]
      const verifyServiceToken = tokens.verify
      const host = serviceHost({ plans, verifyServiceToken, clock, random, log, observe: telemetry.http })
      closing.push(() => host.drain(0))
      await host.listen(first.port, '127.0.0.1')
    }
    for (const [place, instances] of Map.groupBy(all.slice(1), (each) => each.place)) {
      const started = instances.map((each) =>
        startPlaceProcess({
          program: options.program,
          env: options.env,
          placement: {
            name: each.name,
            services: [...each.services],
            port: each.port,
            elsewhere: elsewhere(each, all),
            database: database.url,
            connections: layout.connections,
          },
          clock,
          log,
        }),
      )
      processes.push(...started)
      health.set(place, (signal) => healthOf(started, signal))
    }
    const ready = Promise.all(processes.map((process) => process.ready))
    // Whoever starts them may have other things to wait for first.
    ready.catch(() => undefined)
    return { front, remote, ready, stop }
  } catch (error) {
    await stop(() => 0)
    throw error
  }
}

interface Located extends Instance {
  readonly port: number
}

async function located({ front, others }: Layout, random: Random): Promise<readonly [Located, ...Located[]]> {
  const ports = await freePorts(others.length + 1, random)
  const at = (instance: Instance, n: number): Located => ({ ...instance, port: ports[n] as number })
  return [at(front, 0), ...others.map((instance, n) => at(instance, n + 1))]
}

/** Where the services listen that an instance has not got itself. */
function elsewhere(own: Instance, all: readonly Located[]): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const { services, port } of all)
    for (const service of services) {
      if (own.services.includes(service)) continue
      found[service] ??= []
      found[service].push(`http://127.0.0.1:${port}`)
    }
  return found
}

/** A place works as long as one of its processes does. */
async function healthOf(processes: readonly PlaceProcess[], signal: AbortSignal): Promise<HealthCheck> {
  const answers = await Promise.allSettled(processes.map((process) => process.healthy(signal)))
  const working = answers.filter((answer) => answer.status === 'fulfilled' && answer.value).length
  return { healthy: working > 0, detail: `${working} of ${processes.length} processes work` }
}
