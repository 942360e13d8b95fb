import type { Clock } from '../../clock/index.ts'
import type { CallOptions, Client, Contract } from '../../contract/index.ts'
import { httpMapping, isOperation } from '../../contract/index.ts'
import { Deadline } from '../../resilience/deadline.ts'
import { type Bound, bindClient } from '../../service/bindings.ts'
import type { Frame } from '../../service/frame.ts'
import { httpLink } from '../../service/http-link.ts'
import type { Chance } from './chance.ts'
import { tokenOf } from './door.ts'
import type { Network } from './network.ts'
import { Process } from './process.ts'
import type { Scheduler } from './scheduler.ts'
import type { Node } from './world.ts'

/** Somebody outside the system. */
export interface Actor {
  readonly name: string
  readonly chance: Chance
  readonly clock: Clock
  /** A typed client of a contract as a user, or as nobody. Each call may be answered by another process. */
  client<C extends Contract>(contract: C, user: string | null): Client<C>
  /** Reads a stream, cut off now and then, from its beginning to its end. `cut` tells after how many items to hang up. */
  read(
    contract: Contract,
    operation: string,
    user: string,
    input: (lastEventId: string | undefined) => Record<string, unknown>,
    hear: (item: unknown) => boolean,
  ): Promise<void>
}

interface ActorOptions {
  readonly name: string
  readonly scheduler: Scheduler
  readonly network: Network
  readonly chance: Chance
  readonly nodes: () => readonly Node[]
}

export function actor({ name, scheduler, network, chance, nodes }: ActorOptions): Actor {
  const self = new Process(name, scheduler, chance.fork())
  const { clock, random } = self
  const frame = (user: string | null): Frame => ({
    caller: { user: user === null ? null : { id: user, roles: [], session: 's' }, service: null },
    deadline: Deadline.in(clock, 30_000),
    requestId: random.id(),
    trace: { traceId: '1'.repeat(32), spanId: '2'.repeat(16), sampled: false },
    idempotencyKey: undefined,
    ip: undefined,
    wait: undefined,
  })
  /** The nodes that answer for a service, as a gateway would ask them. */
  const origins = (contract: Contract) =>
    nodes()
      .filter(
        ({ services }) => contract.name === 'jobs' || services.some((each) => each.contract.name === contract.name),
      )
      .map((node) => node.name)

  const bound = new Map<string, Bound>()
  /** A contract's client at one node. */
  const boundTo = (contract: Contract, node: string): Bound => {
    const known = bound.get(`${contract.name} ${node}`)
    if (known) return known
    const link = httpLink({
      contract,
      origins: [`http://${node}`],
      mint: (_from, _to, caller) => tokenOf(caller),
      connections: 10,
      strict: false,
      open: (origin) => network.open(self, origin),
    })
    // Nobody in between: it speaks for itself, as through the gateway.
    const made = bindClient(null as never, contract, link)
    bound.set(`${contract.name} ${node}`, made)
    return made
  }

  return {
    name,
    chance,
    clock,
    client(contract, user) {
      const call = (operation: PropertyKey) => (input: unknown, options?: CallOptions) => {
        const Bound = boundTo(contract, chance.pick(origins(contract) as [string, ...string[]]))
        const client = new Bound(frame(user)) as Record<PropertyKey, (input: unknown, options?: CallOptions) => unknown>
        return client[operation]?.(input, options)
      }
      return new Proxy({} as Client<typeof contract>, { get: (_, operation) => call(operation) })
    },
    async read(contract, operation, user, input, hear) {
      const member = contract.members[operation]
      const mapping = member && isOperation(member) ? httpMapping(member) : undefined
      if (!mapping) throw new TypeError(`${operation} has no HTTP mapping`)
      let last: string | undefined
      for (;;) {
        const { method, url, headers } = mapping.encode(input(last))
        const node = chance.pick(origins(contract) as [string, ...string[]])
        const token = tokenOf({ user: { id: user, roles: [], session: 's' }, service: null })
        const stream = network.stream(
          self,
          node,
          { method, path: url, headers: { ...headers, 'x-service-token': token } },
          (item) => {
            last = (item as { readonly id: string }).id
            if (!hear(item)) stream.cut()
          },
        )
        if (await stream.ended) return
        await clock.sleep(chance.between(20, 400))
      }
    },
  }
}
