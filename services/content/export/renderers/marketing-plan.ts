import * as z from 'zod'
import { type Blocks, heading, labelled, link, list, paragraphs, section } from '../compose.ts'
import { renderer } from './renderer.ts'

const Step = z.object({
  title: z.string(),
  description: z.string(),
  tactics: z.array(z.string()).default([]),
  rationale: z.string().optional(),
  tool: z.string().optional(),
  toolLink: z.string().optional(),
  done: z.boolean().optional(),
})
const Plan = z.object({ steps: z.array(Step), timeline: z.string().default(''), budget: z.string().default('') })
const Whole = z.union([z.object({ plan: Plan }), Plan.transform((plan) => ({ plan }))])

export const marketingPlan = renderer(Whole, ({ plan: { steps, timeline, budget } }) => [
  ...steps.flatMap(
    (step, at): Blocks => [
      heading(2, `${at + 1}. ${step.title}${step.done ? ' (done)' : ''}`),
      ...paragraphs(step.description),
      ...list(step.tactics),
      ...(step.rationale ? [labelled('Why', step.rationale)] : []),
      ...(step.tool ? [{ kind: 'paragraph', text: `**With:** ${link(step.tool, step.toolLink ?? '')}` } as const] : []),
    ],
  ),
  ...section('Timeline', paragraphs(timeline)),
  ...section('Budget', paragraphs(budget)),
])
