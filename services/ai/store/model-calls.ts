import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { UsageRow } from '../contract.ts'
import type { Call } from '../models/ask.ts'
import { costOf } from '../models/prices.ts'
import type { AiContext } from '../shape.ts'
import type { Tables } from './tables.ts'

/** On whose account a call goes. */
export interface Account {
  readonly user: string
  readonly job: string
  readonly generator: string
}

/** Puts a call on record, by a statement of its own: it was paid, whatever becomes of the job. */
export async function recordCall({ model, usage, fault, latency }: Call, account: Account, ctx: AiContext) {
  await ctx.db
    .insertInto('model_call')
    .values({
      id: ctx.id(),
      user_id: account.user,
      job_id: account.job,
      generator: account.generator,
      provider: model.provider,
      model: model.id,
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      estimated: usage.estimated,
      cost: costOf(model, usage) ?? 0,
      ok: !fault,
      fault: fault?.kind ?? null,
      latency_ms: Math.round(latency),
      at: new Date(ctx.clock.now()),
    })
    .execute()
}

/** Tokens of all calls for a job, over all its attempts. */
export async function tokensOf(db: Kysely<Tables>, job: string): Promise<number> {
  const { tokens } = await db
    .selectFrom('model_call')
    .select(sql<number>`coalesce(sum(input_tokens + output_tokens), 0)::float8`.as('tokens'))
    .where('job_id', '=', job)
    .executeTakeFirstOrThrow()
  return tokens
}

/** The calls of a user since a time, by generator and model. */
export function usageOf(db: Kysely<Tables>, user: string, since: Date): Promise<z.input<typeof UsageRow>[]> {
  return db
    .selectFrom('model_call')
    .select([
      'generator',
      'model',
      sql<number>`count(*)::int`.as('calls'),
      sql<number>`count(*) filter (where not ok)::int`.as('failedCalls'),
      sql<number>`sum(input_tokens)::float8`.as('inputTokens'),
      sql<number>`sum(output_tokens)::float8`.as('outputTokens'),
      sql<number>`sum(cost)::float8`.as('cost'),
    ])
    .where('user_id', '=', user)
    .where('at', '>=', since)
    .groupBy(['generator', 'model'])
    .orderBy('generator')
    .orderBy('model')
    .execute()
}
