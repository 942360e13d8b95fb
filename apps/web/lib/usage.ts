import type { Budget, GeneratorInfo, ModelInfo, UsageDay, UsageRow } from '@banyan/ai/contract'
import type { connect } from './connect.ts'
import type { Ask } from './orchestrate.ts'

/** What stands on the page about usage. */
export interface UsagePage {
  readonly usage: Usage
  readonly budget: { readonly resetsAt: string; readonly mine: Budget } | undefined
  readonly generators: readonly GeneratorInfo[]
  readonly models: readonly ModelInfo[]
}

export interface Usage {
  readonly since: string
  readonly rows: readonly UsageRow[]
  readonly days: readonly UsageDay[]
  /** US dollars. */
  readonly totalCost: number
}

/** The usage of so many days, with what it is held against. Without the usage itself there is no page. */
export async function usagePage(
  ask: Ask,
  { ai }: Pick<ReturnType<typeof connect>, 'ai'>,
  days: number,
): Promise<UsagePage> {
  const [usage, budget, generators, models] = await Promise.all([
    ask('your usage', () => ai.usage({ days })),
    ask(
      'your budget',
      () => ai.budget({}),
      () => undefined,
    ),
    ask(
      'the estimates',
      () => ai.generators({}),
      () => [],
    ),
    ask(
      'the models',
      () => ai.models({}),
      () => [],
    ),
  ])
  return { usage, budget, generators, models }
}

/** Sums over all rows. */
export interface Totals {
  readonly calls: number
  readonly failed: number
  readonly tokens: number
  readonly cost: number
  readonly pictures: number
  readonly cached: number
  readonly unpriced: number
  /** Calls of the built-in model. */
  readonly offline: number
  /** Calls of models that are asked only when the one before them does not answer. */
  readonly fallback: number
}

export function totalsOf({ rows, totalCost }: Pick<Usage, 'rows' | 'totalCost'>, models: readonly ModelInfo[]): Totals {
  const sum = (of: (row: UsageRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const callsOf = (names: readonly string[]) => sum(({ model, calls }) => (names.includes(model) ? calls : 0))
  const [first, ...others] = [...models].sort((a, b) => a.order - b.order).map(({ id }) => id)
  return {
    calls: sum(({ calls }) => calls),
    failed: sum(({ failedCalls }) => failedCalls),
    tokens: sum(({ inputTokens, outputTokens }) => inputTokens + outputTokens),
    cost: totalCost,
    pictures: sum(({ pictures }) => pictures),
    cached: sum(({ cachedCalls }) => cachedCalls),
    unpriced: sum(({ unpricedCalls }) => unpricedCalls),
    offline: callsOf(['offline']),
    fallback: callsOf(others.filter((id) => id !== first)),
  }
}

/** One day of a period, with or without a call. */
export interface Bar {
  readonly day: string
  readonly calls: number
  readonly failed: number
  readonly tokens: number
  readonly cost: number
}

const DAY = 86_400_000

/** Each day of a period that ends at `now` (milliseconds), also those on which nothing was called. In UTC. */
export function barsOf(days: readonly UsageDay[], period: number, now: number): readonly Bar[] {
  const known = new Map(days.map((day) => [day.day, day]))
  return Array.from({ length: period }, (_, at) => {
    const day = new Date(now - (period - 1 - at) * DAY).toISOString().slice(0, 10)
    const found = known.get(day)
    return {
      day,
      calls: found?.calls ?? 0,
      failed: found?.failedCalls ?? 0,
      tokens: (found?.inputTokens ?? 0) + (found?.outputTokens ?? 0),
      cost: found?.cost ?? 0,
    }
  })
}
