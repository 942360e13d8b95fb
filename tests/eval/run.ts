import aiService from '@banyan/ai'
import { ai } from '@banyan/ai/contract'
import { type Started, startServices } from 'banyan/testing/start'
import { generators } from '../../services/ai/generators/index.ts'
import { type Score, scoreOf } from './score.ts'
import type { Case, Suite } from './suite.ts'
import { suites } from './suites/index.ts'
import { worldSearch } from './world/search.ts'

/** How one answer was judged. */
export interface Judged {
  readonly input: Record<string, unknown>
  readonly score: Score
}

export interface SuiteResult {
  readonly id: string
  readonly judged: readonly Judged[]
}

export interface EvaluationOptions {
  /** Settings of the AI service: by default the offline model answers. */
  readonly env: Readonly<Record<string, string>>
  /** Of each suite, from the first. */
  readonly inputs: number
  /** The id of one generator; all of them without it. */
  readonly only: string | undefined
  readonly told: (line: string) => void
}

export interface Evaluation {
  readonly models: readonly string[]
  readonly results: readonly SuiteResult[]
  /** Of all calls together. */
  readonly tokens: number
  /** US dollars. */
  readonly cost: number
}

/** Runs the generators on the inputs of the evaluation, as people do: over HTTP, as jobs of the service. */
export async function evaluate({ env, inputs, only, told }: EvaluationOptions): Promise<Evaluation> {
  await using app = await startServices({ services: [worldSearch, aiService], env })
  const call = app.with({ ai }, await app.token(USERS[0] ?? ''))
  const models = await call.ai.models({})
  const results: SuiteResult[] = []
  for (const suite of suites) {
    const { id } = generators[suite.name]
    if (only !== undefined && only !== id) continue
    const judged = await judge(app, suite, suite.cases.slice(0, inputs))
    results.push({ id, judged })
    told(`${id}: ${judged.filter(({ score }) => score.schema.length === 0).length} of ${judged.length} answers`)
  }
  const usage = await Promise.all(
    USERS.map(async (user) => app.with({ ai }, await app.token(user)).ai.usage({ days: 1 })),
  )
  const rows = usage.flatMap((each) => each.rows)
  return {
    models: models.map(({ provider, id }) => (provider === 'offline' ? id : `${provider}:${id}`)),
    results,
    tokens: rows.reduce((sum, row) => sum + row.inputTokens + row.outputTokens, 0),
    cost: usage.reduce((sum, { totalCost }) => sum + totalCost, 0),
  }
}

/** Several users at once, as each of them may run two jobs only. */
const USERS = ['ann', 'bob', 'cleo', 'dan']

async function judge(app: Started, suite: Suite, cases: readonly Case[]): Promise<Judged[]> {
  const judged = await Promise.all(
    USERS.map(async (user, first) => {
      const own = cases.map((each, at) => ({ each, at })).filter(({ at }) => at % USERS.length === first)
      const done: { at: number; judged: Judged }[] = []
      for (const { each, at } of own) {
        const output = await answerOf(app, suite, each, user)
        done.push({ at, judged: { input: each.input, score: scoreOf(suite, each, output) } })
      }
      return done
    }),
  )
  return judged
    .flat()
    .sort((a, b) => a.at - b.at)
    .map((each) => each.judged)
}

/** The result of the job; undefined when it failed. */
async function answerOf(app: Started, { name }: Suite, { input }: Case, user: string): Promise<unknown> {
  const call = app.with({ ai }, await app.token(user))
  // Inputs are checked by the service itself.
  const { job_id: id } = await call.ai[name](input as never)
  for await (const _ of call.jobs.events({ id }));
  return (await call.jobs.get({ id })).result ?? undefined
}
