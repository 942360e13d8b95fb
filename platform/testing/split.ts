import { Secret } from '../config/index.ts'
import { jobs } from '../durable/contract.ts'
import { type ServiceHost, serviceHost } from '../hosts/node/index.ts'
import { createServiceTokens } from '../identity/index.ts'
import type { Service } from '../service/index.ts'
import { linksTo, type Remote } from '../topology/links.ts'
import { openPlace, type PlaceOptions, type Running } from '../topology/place.ts'
import { freePorts } from '../topology/ports.ts'

/** Each service in a place of its own. */
export interface Split {
  /** The place of the gateway, in which no service runs. */
  readonly front: Running
  readonly remote: readonly Remote[]
  /** The places, by service. */
  readonly places: ReadonlyMap<string, Running>
  /** Where each service listens, by service: `http://127.0.0.1:20123`. */
  readonly origins: ReadonlyMap<string, string>
  /** Of the service tokens, to make others. */
  readonly secret: Secret
  /** From now on nobody listens where this service was. */
  cut(service: string): Promise<void>
  stop(grace: number): Promise<void>
}

export type SplitOptions = Omit<PlaceOptions, 'name' | 'services' | 'remote' | 'others' | 'jobsOf' | 'places'>

/**
 * Services as a topology of one process each has them, but all in this process: whatever one asks of another goes over a
 * socket, through a service host, with a service token.
 */
export async function openSplit(services: readonly Service[], options: SplitOptions): Promise<Split> {
  const { clock, random, telemetry, strict } = options
  const contracts = services.map(({ contract }) => contract)
  const ports = await freePorts(services.length, random)
  const origins = new Map(contracts.map(({ name }, at) => [name, `http://127.0.0.1:${ports[at]}`]))
  const secret = new Secret(Buffer.from(random.bytes(32)).toString('hex'))
  const tokens = createServiceTokens({ secret, clock })
  const closing: (() => Promise<unknown>)[] = []
  const linksBeside = (own: string | undefined) => {
    const elsewhere = [...origins].filter(([name]) => name !== own).map(([name, origin]) => [name, [origin]] as const)
    const remote = linksTo(Object.fromEntries(elsewhere), contracts, { tokens, strict })
    closing.push(() => Promise.all(remote.map(({ link }) => link.close())))
    return remote
  }

  const places = new Map<string, Running>()
  const hosts = new Map<string, ServiceHost>()
  for (const [at, service] of services.entries()) {
    const { name } = service.contract
    const others = services.filter((other) => other !== service)
    const own = { name, services: [service], others, remote: linksBeside(name), jobsOf: undefined, places: new Map() }
    const place = await openPlace({ ...options, ...own })
    closing.push(() => place.stop(0))
    places.set(name, place)
    const host = serviceHost({
      plans: [...place.runtime.plans.values()],
      verifyServiceToken: tokens.verify,
      observe: telemetry.http,
      log: telemetry.log,
      clock,
      random,
    })
    closing.push(() => host.drain(0))
    hosts.set(name, host)
    await host.listen(ports[at] as number, '127.0.0.1')
  }
  const remote = linksBeside(undefined)
  const jobsOf = [...contracts, jobs]
  const own = { name: 'front', services: [], others: services, remote, jobsOf, places: new Map() }
  const front = await openPlace({ ...options, ...own })
  closing.push(() => front.stop(0))
  return {
    front,
    remote,
    places,
    origins,
    secret,
    cut: async (service) => hosts.get(service)?.drain(0),
    async stop(grace) {
      await Promise.all([front, ...places.values()].map((place) => place.finish(grace)))
      for (const close of closing.toReversed()) await close()
    },
  }
}
