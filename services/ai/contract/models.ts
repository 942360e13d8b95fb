import { query } from 'banyan/contract'
import * as z from 'zod'
import { model } from './generation.ts'

export const ModelInfo = z
  .object({
    id: z.string(),
    provider: z.string(),
    /** Its place in the chain: 0 is asked first. */
    order: z.int(),
    offline: z.boolean(),
    /** US dollars for a million tokens in and out, or for a picture; null where it is not known. */
    price: z.union([z.object({ input: z.number(), output: z.number() }), z.object({ picture: z.number() })]).nullable(),
  })
  .meta({ id: 'ModelInfo' })
export type ModelInfo = z.infer<typeof ModelInfo>

export const UsageRow = z
  .object({
    generator: z.string(),
    model,
    calls: z.int(),
    failedCalls: z.int(),
    inputTokens: z.int(),
    outputTokens: z.int(),
    /** US dollars. */
    cost: z.number(),
    /** Calls of models whose price is not known: they count as free. */
    unpricedCalls: z.int(),
    /** Answers that were given before, at no cost. */
    cachedCalls: z.int(),
    pictures: z.int(),
  })
  .meta({ id: 'UsageRow' })
export type UsageRow = z.infer<typeof UsageRow>

export const UsageDay = z
  .object({
    /** `2026-03-14`, in UTC. */
    day: z.iso.date(),
    calls: z.int(),
    failedCalls: z.int(),
    inputTokens: z.int(),
    outputTokens: z.int(),
    /** US dollars. */
    cost: z.number(),
  })
  .meta({ id: 'UsageDay' })
export type UsageDay = z.infer<typeof UsageDay>

export const models = query({
  http: 'GET /ai/models',
  auth: 'user',
  summary: 'The models in use, in the order they are asked',
  input: z.object({}),
  output: z.array(ModelInfo),
})

export const usage = query({
  http: 'GET /ai/usage',
  auth: 'user',
  summary: 'My calls, tokens and cost: by generator and model, and by day',
  input: z.object({ days: z.int().min(1).max(365).default(30) }),
  output: z.object({
    since: z.iso.datetime(),
    rows: z.array(UsageRow),
    /** The days on which there was a call, oldest first. */
    days: z.array(UsageDay),
    totalCost: z.number(),
  }),
})
