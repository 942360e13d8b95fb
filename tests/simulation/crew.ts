import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { bugs } from './bugs.ts'
import type { Outcome } from './seed.ts'

export interface Counted {
  readonly seeds: number
  readonly violations: number
  readonly perSecond: number
  /** Of the hashes of all seeds, in their order. */
  readonly hash: string
}

interface CountOptions {
  readonly first: number
  readonly seeds: number
  readonly workers: number
  /** After which no seed is begun. */
  readonly milliseconds: number
  readonly broken: (outcome: Outcome) => void
}

/** Runs seeds in several processes, each with a database server of its own. Who runs which seed changes nothing. */
export async function countSeeds({ first, seeds, workers, milliseconds, broken }: CountOptions): Promise<Counted> {
  const outcomes = new Map<number, Outcome>()
  const end = first + seeds
  let next = first
  let began = 0
  await withWorkers(workers, async (run) => {
    began ||= performance.now()
    while (next < end && performance.now() - began < milliseconds) {
      const outcome = await run(next++, undefined)
      outcomes.set(outcome.seed, outcome)
      if (outcome.violations.length > 0) broken(outcome)
    }
  })
  const hash = createHash('sha256')
  // Where time ran out the seeds done are still the first ones.
  const ordered = [...outcomes.values()].sort((a, b) => a.seed - b.seed)
  for (const outcome of ordered) hash.update(outcome.hash)
  return {
    seeds: ordered.length,
    violations: ordered.filter(({ violations }) => violations.length > 0).length,
    perSecond: (ordered.length / (performance.now() - began)) * 1000,
    hash: hash.digest('hex').slice(0, 16),
  }
}

/** A planted bug, and how many seeds it took to see it. */
export interface Found {
  readonly name: string
  readonly seeds: number | undefined
  readonly violation: string
}

/** Looks for each planted bug, seed after seed. */
export async function findBugs(workers: number, tell: (line: string) => void): Promise<Found[]> {
  const found: Found[] = []
  let next = 0
  await withWorkers(workers, async (run) => {
    for (let at = next++; at < bugs.length; at = next++) {
      const name = bugs[at]?.name ?? ''
      found[at] = { name, seeds: undefined, violation: '' }
      for (let seed = 0; seed < MOST_SEEDS; seed++) {
        const [violation] = (await run(seed, name)).violations
        if (violation === undefined) continue
        found[at] = { name, seeds: seed + 1, violation }
        break
      }
      tell(`${name}: ${found[at]?.seeds === undefined ? 'NOT CAUGHT' : `seed ${(found[at]?.seeds ?? 0) - 1}`}`)
    }
  })
  return found
}

export const MOST_SEEDS = 300

type Run = (seed: number, bug: string | undefined) => Promise<Outcome>

async function withWorkers(count: number, work: (run: Run) => Promise<void>): Promise<void> {
  const one = async (n: number) => {
    const child = fork(new URL('./worker.ts', import.meta.url), [String(n)], {
      // Young objects of a whole world fit, so that few are ever copied.
      execArgv: ['--min-semi-space-size=64', '--max-semi-space-size=64'],
    })
    const gone = new Promise<never>((_, reject) => {
      child.once('exit', (code) => reject(new Error(`a worker ended with code ${code}`)))
    })
    gone.catch(() => undefined)
    const answer = () => new Promise<unknown>((resolve) => child.once('message', resolve))
    await Promise.race([answer(), gone])
    const run: Run = async (seed, bug) => {
      const answered = answer()
      child.send({ seed, bug })
      // The worker is this code.
      return (await Promise.race([answered, gone])) as Outcome
    }
    try {
      await work(run)
    } finally {
      child.disconnect()
      await gone.catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: count }, (_, n) => one(n)))
}
