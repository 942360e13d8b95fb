import { MarketingPlan } from '@banyan/ai/contract'
import type { Job } from 'banyan/durable/contract'
import * as z from 'zod'
import type { Draft } from '../library/drafts.ts'
import { job, savedJson } from './saved-json.ts'

export const PLAN = 'marketing-plan'

/** A step as its owner may have changed it. */
const Step = z.object({
  title: z.string(),
  description: z.string(),
  tactics: z.array(z.string()),
  rationale: z.string().optional(),
  tool: z.string().optional(),
  toolLink: z.string().optional(),
  done: z.boolean().optional(),
})
export type Step = z.infer<typeof Step>

/** The body of a saved marketing plan. */
export const PlanDocument = z.object({
  plan: z.object({ steps: z.array(Step), timeline: z.string(), budget: z.string() }),
  /** Absent where a person wrote it. */
  model: z.string().optional(),
  job,
})
export type PlanDocument = z.infer<typeof PlanDocument>

export const planOf = (body: string): PlanDocument | undefined => savedJson(PlanDocument, body)

export function planDraft(job: Job): Draft {
  const body: PlanDocument = { ...MarketingPlan.parse(job.result), job: job.id }
  return { type: PLAN, title: titleOf(job.createdAt), body: JSON.stringify(body) }
}

const titleOf = (at: string) =>
  `Marketing plan of ${new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at))}`
