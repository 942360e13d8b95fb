import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { UsageDay, UsageRow } from '../contract.ts'
import type { Tables } from './tables.ts'

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
      sql<number>`count(*) filter (where not priced)::int`.as('unpricedCalls'),
      sql<number>`count(*) filter (where cached)::int`.as('cachedCalls'),
      sql<number>`sum(pictures)::int`.as('pictures'),
    ])
    .where('user_id', '=', user)
    .where('at', '>=', since)
    .groupBy(['generator', 'model'])
    .orderBy('generator')
    .orderBy('model')
    .execute()
}

/** The same by day. */
export function usageByDay(db: Kysely<Tables>, user: string, since: Date): Promise<z.input<typeof UsageDay>[]> {
  const day = sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD')`
  return db
    .selectFrom('model_call')
    .select([
      day.as('day'),
      sql<number>`count(*)::int`.as('calls'),
      sql<number>`count(*) filter (where not ok)::int`.as('failedCalls'),
      sql<number>`sum(input_tokens)::float8`.as('inputTokens'),
      sql<number>`sum(output_tokens)::float8`.as('outputTokens'),
      sql<number>`sum(cost)::float8`.as('cost'),
    ])
    .where('user_id', '=', user)
    .where('at', '>=', since)
    .groupBy(day)
    .orderBy('day')
    .execute()
}
