import { durableDefaults } from 'banyan/durable'
import { Chance, calm, type Ground, ground, type Sabotage, weather, world } from 'banyan/testing/world'
import { authService } from './auth.ts'
import { deskService } from './desk/service.ts'
import { History } from './history.ts'
import { isSettled, violations, violationsAtClaim } from './invariants.ts'
import { ledgerService } from './ledger/service.ts'
import { outsideOf } from './outside.ts'
import { castOf, people } from './people.ts'
import { worksService } from './works/service.ts'

export const services = [worksService, deskService, ledgerService, authService]

/** The database that the seeds of one process stand on. */
export const simulationGround = (url: string): Promise<Ground> => ground(url, services)

export interface Outcome {
  readonly seed: number
  readonly hash: string
  /** What is not as it must be; empty when all is well. */
  readonly violations: readonly string[]
}

export interface SeedOptions {
  readonly sabotage?: Sabotage | undefined
  readonly write?: ((line: string) => void) | undefined
}

/** One life of the world: people use it while everything goes wrong, then it heals, and everything must be right. */
export async function runSeed(ground: Ground, seed: number, { sabotage, write }: SeedOptions = {}): Promise<Outcome> {
  await ground.clear()
  const history = new History()
  const dice = new Chance(seed)
  const cast = castOf(dice)
  const shape = seed % 4 === 3 ? 'wire' : 'inline'
  const faults = seed % 8 === 1 ? calm : weather(dice)
  const config = (service: string): unknown => (service === 'works' ? { outside: outsideOf(sim, history) } : {})
  const sim = world({
    ground,
    services: services.filter(({ contract }) => cast.needs.has(contract.name)),
    seed,
    shape,
    faults,
    replicas: shape === 'wire' ? 1 : dice.pick([1, 2, 2, 2, 3]),
    settings: SETTINGS,
    config,
    sabotage,
    write,
  })
  const problems: string[] = []
  try {
    if (cast.needs.has('auth')) await people(ground)
    await sim.run(PATIENCE, () => sim.started)
    sim.trouble()
    sim.after('claim-capped', async () => {
      for (const violation of await violationsAtClaim(ground))
        if (!history.seen.includes(violation)) history.seen.push(violation)
    })
    const acting = cast.act(sim, history)
    const acted = await sim.run(ACTING, () => acting.done)
    sim.heal()
    if (!acted && !(await sim.run(PATIENCE, () => acting.done))) problems.push('somebody outside waits for ever')
    let settled = false
    for (let waited = 0; waited < PATIENCE && !settled; waited += LOOK) {
      await sim.run(LOOK)
      settled = await isSettled(ground)
    }
    if (!settled) problems.push('not everything that was begun has ended')
    problems.push(...(await violations(ground, history, !sim.harmed && faults === calm)))
  } catch (error) {
    problems.push(`the world broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  } finally {
    await sim.end()
  }
  return { seed, hash: sim.digest(), violations: problems }
}

/** Virtual milliseconds. */
const ACTING = 5_000
const PATIENCE = 120_000
const LOOK = 500

/** Hurried, so that a lease is lost and found within the time that people act. */
const SETTINGS = {
  lease: 1_500,
  poll: 1_500,
  jobRetry: { ...durableDefaults.jobRetry, base: 100, cap: 800 },
  deliveryRetry: { ...durableDefaults.deliveryRetry, attempts: 1_000, base: 50, cap: 800 },
}
