import { beforeAll, describe, expect, test } from 'vitest'
import { summary, violations } from './command.ts'
import { BLOWS } from './kinds.ts'
import { chaosPlan } from './plan.ts'
import { LONGEST_RECOVERY, type Outcome, runChaos } from './rounds.ts'

const seed = Number(process.env.CHAOS_SEED ?? 1)
const ROUNDS = 10

describe(`struck while it works (the same again: CHAOS_SEED=${seed})`, () => {
  let outcomes: readonly Outcome[]
  beforeAll(async () => {
    outcomes = (await runChaos({ rounds: ROUNDS, seed, told: () => {} })).outcomes
  }, 180_000)

  test('every round had its blow, and work that was accepted', () => {
    expect(outcomes.map(({ round }) => round.number)).toEqual(Array.from({ length: ROUNDS }, (_, at) => at + 1))
    for (const { round, accepted } of outcomes) expect(accepted, round.blow).toBeGreaterThan(0)
    expect(outcomes.reduce((sum, { felt }) => sum + felt, 0)).toBeGreaterThan(0)
  })

  test('nothing accepted is lost, and nothing happens twice', () => {
    expect(outcomes.flatMap(({ lost, doubled }) => [...lost, ...doubled])).toEqual([])
  })

  test('it recovers', () => {
    // Other tests run beside this one, on as many cores: the limit itself is for `npm run chaos`.
    for (const { round, recovery } of outcomes) expect(recovery, round.blow).toBeLessThan(4 * LONGEST_RECOVERY)
  })
})

describe('a plan', () => {
  test('is the same for the same seed, and every kind has its turn', () => {
    const plan = chaosPlan(7, 2 * BLOWS.length, BLOWS)
    expect(chaosPlan(7, 2 * BLOWS.length, BLOWS)).toEqual(plan)
    expect(chaosPlan(8, 2 * BLOWS.length, BLOWS)).not.toEqual(plan)
    for (const half of [plan.slice(0, BLOWS.length), plan.slice(BLOWS.length)])
      expect(new Set(half.map(({ blow }) => blow))).toEqual(new Set(BLOWS))
  })
})

describe('the verdict', () => {
  const [round] = chaosPlan(1, 1, BLOWS)
  const good: Outcome = {
    round: round as Outcome['round'],
    accepted: 10,
    felt: 2,
    lost: [],
    doubled: [],
    recovery: 900,
    jobsEnded: 800,
  }

  test('counts what went wrong', () => {
    const bad = { ...good, lost: ['a', 'b'], doubled: ['c'], recovery: LONGEST_RECOVERY + 1 }
    expect(violations(good)).toEqual([])
    expect(violations(bad)).toHaveLength(4)
    expect(summary([good, bad])).toBe('2 rounds, 2 lost, 1 doubled, slowest recovery 5.0 s')
  })
})
