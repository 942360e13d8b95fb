import { setTimeout as pause } from 'node:timers/promises'
import { inspect } from 'node:util'
import { settle } from 'banyan/contract'
import { type Person, signIn, signUp } from '../system/person.ts'
import { strike, thinks } from './blows.ts'
import { type Ground, openGround } from './ground.ts'
import { BLOWS, type Blow } from './kinds.ts'
import { chaosPlan, type Round } from './plan.ts'
import { allEnded, recordOf } from './record.ts'
import { ask, insist, probe, type Work, workOf } from './work.ts'

/** How a round went. */
export interface Outcome {
  readonly round: Round
  readonly accepted: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** What the fault left without a good answer at the first try: jobs, things to save, and rounds of reading. */
  readonly felt: number
  /**
   * Milliseconds from the end of the fault until all jobs had ended, and until every process answered: for one that was
   * killed, from when it had been started again.
   */
  readonly recovery: number
  /** The part of it that the jobs took. */
  readonly jobsEnded: number
}

export interface ChaosOptions {
  readonly rounds: number
  readonly seed: number
  /** Only blows with this in their name. */
  readonly only?: string
  readonly told: (outcome: Outcome) => void
  /** Ends the run after the round that is under way. */
  readonly stopped?: AbortSignal
}

export interface Chaos {
  readonly outcomes: readonly Outcome[]
  /** Kinds that this machine cannot do, and why. */
  readonly leftOut: readonly string[]
}

export const LEASE_MS = 3_000
/** Milliseconds from the end of a fault. */
export const LONGEST_RECOVERY = LEASE_MS + 2_000

/** Strikes a running system again and again, and looks each time what became of the work that it had accepted. */
export async function runChaos({ rounds, seed, only = '', told, stopped }: ChaosOptions): Promise<Chaos> {
  await using ground = await openGround({ seed, env: ENV })
  thinks(ground.provider)
  const names = ['ann', 'bob', 'cyd', 'dan', 'eve']
  let people: readonly Person[] = await Promise.all(names.map((name) => signUp(ground.program.baseUrl, name)))
  let signedIn = performance.now()

  const possible = BLOWS.filter((blow) => blow.includes(only) && (blow !== ('disk full' satisfies Blow) || ground.disk))
  const outcomes: Outcome[] = []
  for (const round of chaosPlan(seed, rounds, possible)) {
    if (stopped?.aborted) break
    if (performance.now() - signedIn > TOKENS_LAST) {
      people = await Promise.all(people.map(({ email }) => again(() => signIn(ground.program.baseUrl, email))))
      signedIn = performance.now()
    }
    const outcome = await play(round, ground, workOf(round.number, people)).catch((cause: unknown) => {
      throw new Error(`round ${round.number}, ${round.blow}, could not be played: ${inspect(cause, { depth: 1 })}`)
    })
    outcomes.push(outcome)
    told(outcome)
  }
  const leftOut = ground.disk
    ? []
    : ['disk full: it needs root, and `unshare`, to mount a small disk that ends with the run']
  return { outcomes, leftOut }
}

/** A call that may meet the end of the round before: tried a few times. */
async function again<T>(call: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    const answer = await settle(call())
    if (answer.ok) return answer.value
    if (tried === 20) throw new Error(`signing in again fails: ${inspect(answer.error, { depth: 1 })}`)
    await pause(500)
  }
}

async function play(round: Round, ground: Ground, work: Work): Promise<Outcome> {
  const over = new AbortController()
  const asking = ask(work, over.signal)
  await pause(round.after)
  const killed = await strike(round, ground)
  const healed = performance.now()
  over.abort()
  const until = healed + PATIENCE
  const within = async (holds: () => Promise<boolean> | boolean) => {
    // The database may still be coming back: then nobody knows yet.
    while (!(await Promise.resolve(holds()).catch(() => false)) && performance.now() < until) await pause(50)
    return performance.now()
  }
  const jobs = insist({ jobs: work.jobs, notes: [] }, until).then(() => within(() => allEnded(ground, work)))
  // What a killed process alone can answer waits until it has been started again.
  const there = killed && within(() => ground.processes().get(killed.place) !== killed.pid)
  const rest = (there ?? Promise.resolve(healed)).then(async (begun) => {
    await insist({ jobs: [], notes: work.notes }, until)
    return (await within(() => probe(work.jobs[0] as Work['jobs'][0]))) - begun
  })
  const jobsEnded = (await jobs) - healed
  const recovery = Math.max(jobsEnded, await rest)
  const felt = await asking
  return {
    round,
    accepted: work.jobs.filter(({ id }) => id !== undefined).length,
    felt,
    recovery,
    jobsEnded,
    ...(await recordOf(ground, work)),
  }
}

/** Access tokens last five minutes. */
const TOKENS_LAST = 150_000
/** How long a round is waited for before what has not ended counts as lost. */
const PATIENCE = 60_000

const ENV = {
  BANYAN_DEMO: 'off',
  JOB_LEASE: `${LEASE_MS}ms`,
  AI_MODELS: 'openai:fake-model,offline',
  AI_ATTEMPT_TIMEOUT: '1s',
  AI_IDLE_TIMEOUT: '1s',
  AI_RETRY_PAUSE: '50ms',
}
