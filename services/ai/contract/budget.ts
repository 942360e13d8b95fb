import { query } from 'banyan/contract'
import * as z from 'zod'

const dollars = z.number()

export const Budget = z
  .object({
    /** US dollars in a month; null where there is no limit. */
    limit: dollars.nullable(),
    spent: dollars,
    /** What generations under way may cost at most. */
    reserved: dollars,
    /** What may still be reserved; null where there is no limit. */
    left: dollars.nullable(),
  })
  .meta({ id: 'Budget' })
export type Budget = z.infer<typeof Budget>

export const budget = query({
  http: 'GET /ai/budget',
  auth: 'user',
  summary: 'What my generations have cost this month, and what they may cost',
  input: z.object({}),
  output: z.object({
    /** `2026-01`, in UTC. */
    month: z.string(),
    resetsAt: z.iso.datetime(),
    mine: Budget,
    /** Of all users, for an `admin`. */
    total: Budget.nullable(),
  }),
})
