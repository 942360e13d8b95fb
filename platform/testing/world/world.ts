import { pino } from 'pino'
import type { Clock } from '../../clock/index.ts'
import type { DurableSettings } from '../../durable/index.ts'
import type { Service } from '../../service/index.ts'
import { type Actor, actor } from './actor.ts'
import { Chance } from './chance.ts'
import { holdCrypto } from './crypto.ts'
import { calm, type Faults } from './faults.ts'
import type { Ground } from './ground.ts'
import { Network } from './network.ts'
import { type Life, live } from './node.ts'
import { Process } from './process.ts'
import { redelivering } from './redelivery.ts'
import type { Sabotage } from './sabotage.ts'
import { Scheduler } from './scheduler.ts'
import { Server } from './server.ts'
import { Trace } from './trace.ts'

export interface WorldOptions {
  readonly ground: Ground
  readonly services: readonly Service[]
  readonly seed: number
  /** `inline`: every process has all services. `wire`: each service has processes of its own, and calls go over HTTP. */
  readonly shape: 'inline' | 'wire'
  readonly faults: Faults
  /** How many processes run each service. */
  readonly replicas: number
  readonly settings?: Partial<DurableSettings>
  readonly config?: (service: string) => unknown
  readonly sabotage?: Sabotage | undefined
  /** Sees each line of the timeline. */
  readonly write?: ((line: string) => void) | undefined
}

/** Services, their processes and everything between them, under one clock. */
export interface World {
  readonly chance: Chance
  /** Virtual milliseconds since the beginning. */
  readonly now: number
  /** Whether every process has started. */
  readonly started: boolean
  /** What has gone wrong so far: an unharmed world must do better than a harmed one. */
  readonly harmed: boolean
  /** Somebody outside, who calls services and never dies. */
  actor(name: string): Actor
  /**
   * What an outside system does: it takes time and may fail, before or after it was done. `of` is the clock of the process that asks.
   */
  outside<T>(of: Clock, what: string, work: () => T): Promise<T>
  /** Looks at something each time when a statement, named by the label it has in the trace, has given rows. */
  after(statement: string, look: () => Promise<void>): void
  /** Stops a process as a deployment does: it may finish what it has begun. */
  retire(): void
  /** Lets things happen for a while, or until `done`. */
  run(ms: number, done?: () => boolean): Promise<boolean>
  /** From now on things go wrong. */
  trouble(): void
  /** From now on nothing goes wrong, and all processes run. */
  heal(): void
  digest(): string
  /** Ends all processes and what they have left at the database. */
  end(): Promise<void>
}

export function world(options: WorldOptions): World {
  const chance = new Chance(options.seed)
  const trace = new Trace(options.write)
  const scheduler = new Scheduler(chance.fork(), trace)
  holdCrypto(scheduler)
  // Nothing goes wrong at the very first start: before it, nobody has said yet what he listens to.
  let faults = calm
  let healed = false
  let harmed = false
  const now = () => faults
  const parts = { scheduler, sabotage: options.sabotage, faults: now }
  const server = new Server({ ...parts, chance: chance.fork(), backends: options.ground.backends })
  const nodes = new Map(nodesOf(options).map((node) => [node.name, node]))
  const network = new Network({
    ...parts,
    chance: chance.fork(),
    reach: (name) => nodes.get(name)?.life,
    twice: options.shape === 'wire',
  })
  const dice = chance.fork()
  const log = options.write
    ? pino({ level: 'debug', base: null }, { write: (line: string) => scheduler.note('log', line.trim()) })
    : pino({ level: 'silent' })

  function start(node: Node): void {
    node.lives++
    const process = new Process(`${node.name}${node.lives > 1 ? `.${node.lives}` : ''}`, scheduler, chance.fork())
    node.process = process
    const opening = live({
      process,
      services: node.services,
      elsewhere: node.elsewhere,
      server,
      network,
      log,
      settings: options.settings ?? {},
      config: options.config ?? (() => ({})),
      bus: (bus, process, database) => redelivering(bus, process, database, dice, now),
    })
    opening.then(
      (life) => {
        if (!process.dead) node.life = life
      },
      // As under any supervisor: what could not start is started again.
      (error) => {
        scheduler.note(process.name, `could not start: ${error}`)
        end(node)
      },
    )
  }

  function end(node: Node): void {
    node.life = undefined
    node.process?.kill()
    node.process = undefined
    const [soonest, latest] = faults.restart
    scheduler.after(dice.between(soonest, latest), undefined, `${node.name} starts again`, () => {
      if (!node.process) start(node)
    })
  }

  scheduler.strikes = (owner, what) => {
    if (healed || !(owner instanceof Process)) return false
    const node = [...nodes.values()].find(({ process }) => process === owner)
    if (!node || !dice.happens(what.startsWith('<-') ? faults.crashAtAnswer : faults.crash)) return false
    harmed = true
    trace.event(scheduler.now * 1000, owner.name, `CRASH before: ${what}`)
    end(node)
    return true
  }

  /** What can happen at any second. */
  function trouble(): void {
    if (healed) return
    scheduler.after(1_000, undefined, 'a second', trouble)
    for (const { process } of nodes.values()) {
      if (!process) continue
      if (dice.happens(faults.clockJump)) {
        process.skew = dice.between(-faults.furthest, faults.furthest)
        harmed = true
        scheduler.note(process.name, `CLOCK is ${Math.round(process.skew)} ms off`)
      }
      if (dice.happens(faults.stall)) {
        const ms = dice.between(100, faults.longestStall)
        harmed = true
        scheduler.note(process.name, `STALL for ${Math.round(ms)} ms`)
        scheduler.stall(process, ms)
      }
    }
  }

  for (const node of nodes.values()) start(node)

  return {
    chance: chance.fork(),
    get now() {
      return scheduler.now
    },
    get started() {
      return [...nodes.values()].every(({ life }) => life !== undefined)
    },
    get harmed() {
      return harmed || server.harmed
    },
    actor: (name) => actor({ name, scheduler, network, chance: chance.fork(), nodes: () => [...nodes.values()] }),
    outside: (of, what, work) =>
      new Promise((resolve, reject) => {
        const process = [...nodes.values()].find(({ process }) => process?.clock === of)?.process
        // A handler that goes on in a process which has died meanwhile cannot be: it is dead itself.
        if (!process) return
        const slow = dice.happens(faults.outsideSlow) ? dice.between(0, 4_000) : 0
        const fails = dice.happens(faults.outsideFails)
        const done = dice.happens(0.5)
        scheduler.after(dice.between(1, 30) + slow, undefined, `outside: ${what}`, () => {
          const result = !fails || done ? work() : undefined
          scheduler.after(dice.between(1, 10), process, `outside answers: ${what}`, () =>
            fails ? reject(new Error(`${what} failed`)) : resolve(result as never),
          )
        })
      }),
    after: (statement, look) => void server.looks.set(statement, look),
    retire() {
      const node = dice.pick([...nodes.values()] as [Node, ...Node[]])
      const { life } = node
      if (!life) return
      scheduler.note(life.process.name, 'RETIRES')
      node.life = undefined
      void life.engine.stop(dice.between(0, 3_000)).then(() => {
        if (node.process === life.process) end(node)
      })
    },
    run: (ms, done = () => false) => scheduler.run(done, ms),
    trouble() {
      faults = options.faults
      trouble()
    },
    heal() {
      healed = true
      faults = { ...calm, restart: [10, 50] }
      for (const { process } of nodes.values()) if (process) process.skew = 0
      trace.event(scheduler.now * 1000, 'world', 'HEAL')
    },
    digest: () => trace.digest(),
    async end() {
      healed = true
      for (const node of nodes.values()) {
        node.process?.kill()
        node.process = undefined
      }
      await options.ground.backends.reset()
    },
  }
}

/** A machine that runs a process, and starts it again when it dies. */
export interface Node {
  readonly name: string
  readonly services: readonly Service[]
  readonly elsewhere: ReadonlyMap<string, { readonly service: Service; readonly nodes: readonly string[] }>
  process: Process | undefined
  /** Once it has started. */
  life: Life | undefined
  lives: number
}

function nodesOf({ services, shape, replicas }: WorldOptions): Node[] {
  const node = (name: string, here: readonly Service[]): Node => ({
    name,
    services: here,
    elsewhere: new Map(
      services
        .filter((service) => !here.includes(service))
        .map((service) => [service.contract.name, { service, nodes: names(service.contract.name) }]),
    ),
    process: undefined,
    life: undefined,
    lives: 0,
  })
  const names = (of: string) => Array.from({ length: replicas }, (_, n) => `${of}-${n + 1}`)
  if (shape === 'inline') return names('node').map((name) => node(name, services))
  return services.flatMap((service) => names(service.contract.name).map((name) => node(name, [service])))
}
