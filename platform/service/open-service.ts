import { Caches } from '../cache/index.ts'
import type { Clock } from '../clock/index.ts'
import { type Contract, isOperation } from '../contract/index.ts'
import type { Attempt, Delivery, Participant } from '../durable/types.ts'
import { type Fetch, systemFetch } from '../network/index.ts'
import { Breakers, Deadline } from '../resilience/index.ts'
import type { Tx } from '../store/tx.ts'
import { bindCalls, bindEmits, bindEnqueues, bindFailures } from './bindings.ts'
import type { Frame, Trace } from './frame.ts'
import { GuardedLink } from './guarded-link.ts'
import { type ContextParts, contextClass } from './handler-context.ts'
import { refuseInsideTransaction } from './inline.ts'
import type { Link } from './link.ts'
import { JobPlan, operationPlan } from './operation-plan.ts'
import type { Plan } from './plan.ts'
import type { RuntimeOptions } from './runtime.ts'
import type { HealthCheck, Service } from './service.ts'
import { policyOf } from './use.ts'

export interface OpenService {
  readonly contract: Contract
  readonly plans: readonly Plan[]
  readonly participant: Participant
  /** Towards each service that it uses. */
  readonly guards: readonly GuardedLink[]
  readonly breakers: Breakers
  readonly caches: Caches
  readonly health: ReadonlyMap<string, () => Promise<HealthCheck>>
  close(): Promise<void>
}

interface Surroundings extends RuntimeOptions {
  readonly links: ReadonlyMap<string, Link>
  /** A new frame for what the service does on its own: opening, health checks. */
  readonly frame: () => Frame
}

/** Milliseconds that a consumer may take for one event. */
const CONSUMER_DEADLINE = 30_000

/** One service, ready to be called: its tables migrated, its resources made, its plans compiled. */
export async function openService({ contract, definition }: Service, around: Surroundings): Promise<OpenService> {
  const { clock, durable, fetch = systemFetch, log, observer, random } = around
  const name = contract.name
  const breakers = new Breakers(clock, (dependency, state) =>
    observer.decided?.({ what: state === 'open' ? 'opened' : state, service: name, dependency }),
  )
  const caches = new Caches(clock)
  const links = linksOf(definition.uses ?? {}, around.links, (used, link) => {
    const context = (frame: Frame) => contextOf(frame)
    const guard = { service: name, contract: used, policy: policyOf(used), breakers, clock, random, observer, context }
    return new GuardedLink(link, guard)
  })
  const store = await around.database.open(name, definition.store)
  const parts: ContextParts = {
    clock,
    random,
    log: log.child({ service: name }),
    config: around.config(name),
    resources: undefined,
    fetch: around.strict ? strictly(fetch) : fetch,
    store,
    breakers,
    caches,
    Calls: bindCalls(name, links),
    Emits: bindEmits(contract, durable),
    Enqueues: bindEnqueues(contract, durable),
  }
  const Context = contextClass(parts, {})
  // Handlers were checked against these types where the service was written; from here on all are alike.
  const contextOf = (frame: Frame) => new Context(frame) as never
  parts.resources = await definition.open?.(contextOf(around.frame()))

  const plans: Plan[] = []
  for (const [operation, member] of Object.entries(contract.members)) {
    const handler = definition.handle[operation]
    if (!isOperation(member) || !handler) continue
    const OperationContext = contextClass(parts, bindFailures(member.errors), true)
    plans.push(
      operationPlan(operation, member, {
        service: name,
        clock,
        log: parts.log,
        observer,
        durable,
        Context: OperationContext,
        handler,
      }),
    )
  }

  const jobs = plans.filter((plan) => plan instanceof JobPlan)
  const participant: Participant = {
    service: name,
    store,
    jobs: new Map(
      jobs.map((plan) => [plan.name, { policy: plan.policy, run: (attempt: Attempt) => plan.attempt(attempt) }]),
    ),
    consumers: new Map(consumersOf(name, definition, contextOf, around)),
    ...(definition.hear && { hearers: new Map(hearersOf(definition, contextOf, around)) }),
    schedules: new Map(
      Object.entries(definition.schedules ?? {}).map(([key, { cron, job, input }]) => [
        key,
        { cron, name: String(job), input },
      ]),
    ),
  }
  const health = Object.entries(definition.health ?? {}).map(
    ([check, run]) => [`${name}.${check}`, () => run(contextOf(around.frame()))] as const,
  )
  return {
    contract,
    plans,
    participant,
    guards: [...links.values()].map(({ link }) => link),
    breakers,
    caches,
    health: new Map(health),
    close: async () => definition.close?.(parts.resources as never),
  }
}

const strictly =
  (fetch: Fetch): Fetch =>
  async (input, init) => {
    refuseInsideTransaction('fetch')
    return fetch(input, init)
  }

function linksOf(
  uses: Readonly<Record<string, Contract>>,
  links: ReadonlyMap<string, Link>,
  guarded: (contract: Contract, link: Link) => GuardedLink,
) {
  const found = new Map<string, { contract: Contract; link: GuardedLink }>()
  for (const [key, contract] of Object.entries(uses)) {
    const link = links.get(contract.name)
    if (link) found.set(key, { contract, link: guarded(contract, link) })
  }
  return found
}

/** `on: { 'auth.userCreated': ... }` by the type of the event, each run with a frame of its own. */
function* consumersOf(
  service: string,
  definition: Service['definition'],
  contextOf: (frame: Frame) => never,
  { clock, observer }: Surroundings,
): Iterable<[string, (delivery: Delivery, tx: Tx<never>) => Promise<void>]> {
  const { on = {}, hear = {} } = definition
  for (const { key, contract, member } of listenedTo(definition, { ...hear, ...on }))
    yield [
      member.type,
      async (delivery, tx) => {
        const begun = clock.monotonic()
        const trace = observer.child(delivery.trace)
        const ended = (error: unknown) =>
          observer.consumed(service, member.type, trace, clock.monotonic() - begun, error)
        try {
          const received = { ...delivery, data: member.data.parse(delivery.data) }
          await on[key]?.(received as never, tx as never, contextOf(frameOf(contract, delivery.id, trace, clock)))
          ended(undefined)
        } catch (error) {
          ended(error)
          throw error
        }
      },
    ]
}

/** `hear: { 'search.invalidate': ... }` by the type of the event. */
function* hearersOf(
  definition: Service['definition'],
  contextOf: (frame: Frame) => never,
  { clock, observer }: Surroundings,
): Iterable<[string, (delivery: Delivery) => Promise<void>]> {
  const { hear = {} } = definition
  for (const { key, contract, member } of listenedTo(definition, hear))
    yield [
      member.type,
      async (delivery) => {
        const received = { ...delivery, data: member.data.parse(delivery.data) }
        const frame = frameOf(contract, delivery.id, observer.child(delivery.trace), clock)
        await hear[key]?.(received as never, contextOf(frame))
      },
    ]
}

/** The types of the events that a service listens to. */
export const typesHeard = ({ definition }: Service): string[] =>
  [...listenedTo(definition, { ...definition.hear, ...definition.on })].map(({ member }) => member.type)

function* listenedTo({ listens = {} }: Service['definition'], keyed: object) {
  for (const key of Object.keys(keyed)) {
    const [contract = '', event = ''] = key.split('.')
    const member = listens[contract]?.members[event]
    if (member?.kind === 'event') yield { key, contract, member }
  }
}

const frameOf = (from: string, event: string, trace: Trace, clock: Clock): Frame => ({
  caller: { user: null, service: from },
  deadline: Deadline.in(clock, CONSUMER_DEADLINE),
  requestId: event,
  trace,
  idempotencyKey: undefined,
  ip: undefined,
  wait: undefined,
})
