import { setTimeout as pause } from 'node:timers/promises'
import { pinTo } from '../../platform/testing/cores.ts'
import { thinks } from '../chaos/blows.ts'
import { type Ground, openGround, signal } from '../chaos/ground.ts'
import { type Person, signIn, signUp } from '../system/person.ts'
import { type Attempts, attempts } from './attempts.ts'
import { End, type LoadResult, load } from './load.ts'
import { OPERATIONS } from './operations.ts'
import { average, figures, goodput } from './tally.ts'

export interface Sizes {
  readonly seed: number
  /** Seconds of each trial. */
  readonly capacity: number
  readonly faults: number
  readonly outage: number
  readonly overload: number
}

/** What a system did in all trials. */
export interface Trials {
  /** Whether the system had a core that was its own. */
  readonly apart: boolean
  readonly capacity: Capacity
  readonly faults: { readonly rate: number; readonly result: LoadResult; readonly struck: readonly Struck[] }
  readonly outage: {
    readonly rate: number
    readonly result: LoadResult
    /** Seconds from the beginning: the database goes away, and is back. */
    readonly from: number
    readonly to: number
    readonly attempts: Attempts
  }
  readonly overload: { readonly rate: number; readonly result: LoadResult }
}

/** Correct answers a second. */
export interface Capacity {
  /** The highest rate of an open loop that is answered in time. */
  readonly sustained: number
  /** The most it ever answered while that was looked for. */
  readonly peak: number
}

/** A fault of the schedule, and until the next one what came of it. Milliseconds from the beginning. */
export interface Struck {
  readonly what: string
  readonly from: number
  readonly to: number
}

export interface System {
  readonly env: Readonly<Record<string, string>>
  /** Modules to be loaded before the program. */
  readonly before: readonly string[]
  /** Measured where it is not given. */
  readonly capacity?: Capacity
}

/** Puts a system through all trials, one after the other. */
export async function runTrials(system: System, sizes: Sizes, say: (line: string) => void): Promise<Trials> {
  const { seed } = sizes
  const file = new URL('./start.ts', import.meta.url).pathname
  // What asks must not slow down what is asked: the system and its database get a core, the rest of the ground another.
  const apart = pinTo(SYSTEM_CORE)
  await using ground = await openGround({
    ...{ seed, file, before: system.before },
    env: system.env,
  })
  if (apart) pinTo(OTHER_CORE)
  thinks(ground.provider)
  const { baseUrl } = ground.program
  const tokens = await visitors(baseUrl)
  const order = async (lasts: number) => ({ baseUrl, tokens: await tokens(lasts * 1000), lasts: lasts * 1000, seed })

  // The first requests pay for compiling.
  await load({ ...(await order(4)), callers: 32 })
  const capacity = system.capacity ?? (await measured(await order(sizes.capacity)))
  say(`capacity: ${Math.round(capacity.sustained)} correct answers a second, ${Math.round(capacity.peak)} at most`)

  const half = capacity.sustained / 2
  const struck: Struck[] = []
  const loading = load({ ...(await order(sizes.faults)), rate: half })
  await strike(ground, sizes.faults * 1000, struck)
  const faults = { rate: half, result: await loading, struck }
  say(`faults: ${faults.result.ends.length} requests`)
  await settled(await order(1))

  const before = await attempts(ground)
  const outage = await outageOf(ground, { ...(await order(sizes.outage)), rate: 0.8 * capacity.sustained })
  const tried = (await attempts(ground)).since(before)
  say(`outage: ${outage.result.ends.length} requests`)
  await settled(await order(1))

  const rate = 3 * capacity.sustained
  const overload = { rate, result: await load({ ...(await order(sizes.overload)), rate }) }
  say(`overload: ${overload.result.ends.length} requests`)
  return { apart, capacity, faults, outage: { ...outage, attempts: tried }, overload }
}

/** Goes up in steps until one is not answered in time, twice: once may be a neighbour's doing. */
async function measured(order: Parameters<typeof load>[0]): Promise<Capacity> {
  let sustained = 0
  let peak = 0
  for (let rate = LOWEST, failed = 0; failed < 2; ) {
    const result = await load({ ...order, rate })
    peak = Math.max(peak, average(goodput(result).slice(1, -1)))
    const plain = figures(result, (at) => !OPERATIONS[at]?.model)
    if (plain.correct < KEEPS_UP.correct || plain.p95 > KEEPS_UP.p95) {
      failed++
      continue
    }
    sustained = rate
    failed = 0
    rate *= STEP
  }
  return { sustained, peak }
}

/** Requests a second, and how much more each time. */
const LOWEST = 200
const STEP = 1.15
/** What is asked of it under faults: the share of correct answers in time, and milliseconds. */
export const KEEPS_UP = { correct: 0.999, p95: 200 }

const SYSTEM_CORE = 0
const OTHER_CORE = 1

/** The schedule: one fault after another, with a pause in between. */
async function strike(ground: Ground, lasts: number, struck: Struck[]): Promise<void> {
  const { provider, networks } = ground
  const always = { times: Number.POSITIVE_INFINITY }
  const pid = (place: string) => ground.processes().get(place) ?? 0
  const answering = (fault: Parameters<typeof provider.fail>[0]) => () => {
    provider.reset()
    provider.fail(fault, always)
  }
  const well = () => thinks(provider)
  const schedule: readonly (readonly [what: string, begin: () => void, end: () => void])[] = [
    ['the provider answers 500', answering({ kind: 'status', status: 500 }), well],
    ['a process of the models is killed', () => signal(pid('models-1'), 'SIGKILL'), () => {}],
    ['the provider answers nothing', answering({ kind: 'hang' }), well],
    [
      'every answer of the database is 10 to 20 ms late',
      () => networks.database.inject({ kind: 'delay', ms: 5, jitter: 5 }),
      networks.database.heal,
    ],
    ['a process of content and search is killed', () => signal(pid('rest-2'), 'SIGKILL'), () => {}],
    ['the provider answers 429', answering({ kind: 'status', status: 429, retryAfter: 1 }), well],
    [
      'a tenth of the connections to the database is cut',
      () => networks.database.inject({ kind: 'cut', share: 0.1 }),
      networks.database.heal,
    ],
    [
      'the network to the provider swallows everything',
      () => networks.provider.inject({ kind: 'blackHole' }),
      networks.provider.heal,
    ],
    [
      'a process of the models stands still for half a second',
      () => signal(pid('models-2'), 'SIGSTOP'),
      () => signal(pid('models-2'), 'SIGCONT'),
    ],
  ]
  const each = lasts / (schedule.length + 1)
  const begun = performance.now()
  await pause(each / 2)
  for (const [what, begin, end] of schedule) {
    const from = performance.now() - begun
    struck.push({ what, from, to: from + each })
    begin()
    const holds = what.includes('half a second') ? 500 : each * 0.6
    await pause(holds)
    end()
    await pause(each - holds)
  }
}

async function outageOf(ground: Ground, order: Parameters<typeof load>[0]) {
  const seconds = order.lasts / 1000
  const length = Math.min(10, seconds / 2.5)
  const from = Math.floor((seconds - length) / 2)
  const loading = load(order)
  const begun = performance.now()
  await pause(from * 1000)
  ground.networks.database.inject({ kind: 'refuse' })
  await pause(length * 1000)
  ground.networks.database.heal()
  const to = (performance.now() - begun) / 1000
  return { rate: order.rate ?? 0, result: await loading, from, to }
}

/** Resolves when nearly all is answered again, so that one trial does not suffer from another; or after a while. */
async function settled(order: Parameters<typeof load>[0]): Promise<void> {
  for (let tried = 0; tried < 10; tried++) {
    const { ends } = await load({ ...order, callers: 2 })
    const correct = ends.filter((end) => end === End.correct).length
    if (ends.length > 0 && correct / ends.length > 0.98) return
    await pause(500)
  }
}

/** People with accounts. Gives their access tokens, of new sessions where those of before would end within `lasts` ms. */
async function visitors(baseUrl: string): Promise<(lasts: number) => Promise<string[]>> {
  let people: Person[] = []
  for (let n = 0; n < PEOPLE; n++) people.push(await signUp(baseUrl, `load${n}`))
  let begun = performance.now()
  return async (lasts) => {
    if (performance.now() - begun + lasts > TOKENS_LAST) {
      // One after the other: each is half a core's second of hashing.
      const again: Person[] = []
      for (const { email } of people) again.push(await signIn(baseUrl, email))
      people = again
      begun = performance.now()
    }
    return people.map(({ token }) => token)
  }
}

const PEOPLE = 20
/** Milliseconds: five minutes, and some to spare. */
const TOKENS_LAST = 280_000
