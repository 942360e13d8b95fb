/** When in the life of the jobs of a round the blow comes, and what it hits. Times in milliseconds. */
export interface Round {
  readonly number: number
  readonly hits: 'the server' | 'the server and its database' | 'the database'
  readonly when:
    | { readonly moment: 'while jobs are submitted'; readonly after: number }
    | { readonly moment: 'while jobs run'; readonly after: number }
    | { readonly moment: `at the step ${Step}`; readonly after: number }
  /** Whether the server is killed again while it starts, and when. */
  readonly again: number | undefined
}

export const STEPS = ['begin', 'plan', 'search', 'read', 'write'] as const
export type Step = (typeof STEPS)[number]

/** Rounds drawn from a seed: the same seed gives the same rounds. */
export function crashPlan(seed: number, rounds: number): Round[] {
  const draw = numbers(seed)
  const upTo = (max: number) => Math.floor(draw() * max)
  const oneOf = <T>(items: readonly T[]): T => items[upTo(items.length)] as T
  return Array.from({ length: rounds }, (_, at) => {
    // Every sort of blow has its turn, however the numbers fall.
    const hits = at % 5 === 4 ? 'the database' : at % 5 === 2 ? 'the server and its database' : 'the server'
    const moment = oneOf([
      'while jobs are submitted',
      'while jobs run',
      ...STEPS.map((step) => `at the step ${step}` as const),
    ] as const)
    const after = moment === 'while jobs are submitted' ? upTo(40) : moment === 'while jobs run' ? upTo(500) : upTo(90)
    const again = hits !== 'the database' && at % 4 === 3 ? 100 + upTo(1_500) : undefined
    return { number: at + 1, hits, when: { moment, after }, again }
  })
}

/** Uniform in [0, 1), by mulberry32. */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
