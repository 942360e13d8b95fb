import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Connection } from './connection.ts'
import type { NetworkFault } from './fault.ts'
import { seeded } from './seeded.ts'
import { Weather } from './weather.ts'

export interface FaultProxyOptions {
  /** Where connections go; a function is asked for each. */
  readonly target: Target | (() => Target)
  /** Decides what chance decides: jitter, and which connections are a share of them. */
  readonly seed: number
  /** By default any free one. */
  readonly port?: number
}

export interface Target {
  readonly host: string
  readonly port: number
}

/** A network that fails on demand: a TCP proxy on the loopback address. */
export interface FaultProxy extends AsyncDisposable {
  readonly port: number
  /** Connections that are open now, and all that ever were. */
  readonly open: number
  readonly accepted: number
  /** Holds until it is healed or another fault takes its place. */
  inject(fault: NetworkFault): void
  heal(): void
  /** Resets all connections. */
  close(): Promise<void>
}

/**
 * Passes connections on to `target`, until it is told otherwise:
 *
 *     await using network = await startFaultProxy({ target: { host: '127.0.0.1', port: 5432 }, seed: 7 })
 *     network.inject({ kind: 'delay', ms: 200, jitter: 50 })
 *     network.heal()
 */
export async function startFaultProxy({ target, seed, port = 0 }: FaultProxyOptions): Promise<FaultProxy> {
  const random = seeded(seed)
  const weather = new Weather(random)
  const connections = new Set<Connection>()
  let accepted = 0

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client: Socket) => {
    accepted++
    const connection = new Connection(client, typeof target === 'function' ? target() : target, weather)
    connections.add(connection)
    void connection.closed.then(() => connections.delete(connection))
    if (weather.fault?.kind === 'refuse') connection.reset()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  const close = async () => {
    const closed = once(server, 'close')
    server.close()
    weather.change(undefined)
    for (const connection of connections) connection.reset()
    await closed
  }
  return {
    port: (server.address() as AddressInfo).port,
    get open() {
      return connections.size
    },
    get accepted() {
      return accepted
    },
    inject(fault) {
      weather.change(fault)
      for (const connection of connections) {
        connection.resetAfter(Number.POSITIVE_INFINITY)
        if (fault.kind === 'refuse') connection.reset()
        else if (fault.kind === 'halfClose') connection.endTowardsClient()
        else if (fault.kind === 'cut' && fault.after !== undefined) connection.resetAfter(fault.after)
        else if (fault.kind === 'cut' && random() < (fault.share ?? 1)) connection.reset()
      }
    },
    heal() {
      weather.change(undefined)
      for (const connection of connections) connection.resetAfter(Number.POSITIVE_INFINITY)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
