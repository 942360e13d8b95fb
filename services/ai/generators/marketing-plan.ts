import type { InputOf } from 'banyan/contract'
import * as z from 'zod'
import { type generateMarketingPlan, MarketingPlan } from '../contract/marketing-plan.ts'
import { offlinePlan } from '../offline/plan.ts'
import { DATA_RULE, FACTS_RULE, prompt } from '../prompt.ts'
import { checked, strangeAddresses } from './checked.ts'
import type { Generator } from './generator.ts'

type Input = InputOf<typeof generateMarketingPlan>

const { steps, timeline, budget } = MarketingPlan.shape.plan.shape
const step = steps.element.shape
const Draft = z.object({
  steps: z
    .array(
      z.object({
        title: step.title,
        description: step.description,
        tactics: step.tactics,
        rationale: step.rationale.unwrap().min(1).describe('The facts of the audit or the comparison that it answers'),
        tool: step.tool.unwrap().describe('With what it can be done; empty if with nothing in particular'),
      }),
    )
    .min(3)
    .max(8),
  timeline,
  budget,
})
export type PlanDraft = z.infer<typeof Draft>

/** Steps that follow from a brand audit and the competitors' numbers. */
export const marketingPlan: Generator<Input, PlanDraft, MarketingPlan> = {
  id: 'marketing-plan',
  title: 'Marketing plan',
  contentType: 'marketing-plan',
  estimate: { calls: 1, inputTokens: 1_200, outputTokens: 1_100 },
  write: {
    says: 'Writing the plan',
    instructions: `You make marketing plans for real estate agents who work alone or in small teams: few steps, each of them doable. ${FACTS_RULE} ${DATA_RULE}`,
    prompt: ({ brandAudit, competitors, goal, budget }) => prompt`
Make a marketing plan: four to six steps in the order in which to do them, each with a description, two to five tactics, the
facts that it answers, and the tool it is done with. Then a timeline in weeks, and how the budget is used${budget === undefined ? ': none was named, so say what costs time only and what would cost money' : ''}.

<brand-audit>${JSON.stringify(brandAudit)}</brand-audit>
<competitors>${JSON.stringify(competitors)}</competitors>
${goal === undefined ? '' : prompt`<goal>${goal}</goal>`}
${budget === undefined ? '' : prompt`<budget>${budget}</budget>`}

Answer as JSON: {"steps": [{"title": "...", "description": "...", "tactics": ["..."], "rationale": "...", "tool": "..."}], "timeline": "...", "budget": "..."}`,
    answer: (input) => checked<PlanDraft>(Draft, (draft) => strangeAddresses(draft, input)),
    offline: (input) => offlinePlan(input),
  },
  finish: ({ steps, timeline, budget }, { model }) => ({
    plan: {
      steps: steps.map(({ tool, ...step }) => {
        const toolLink = PAGES.find(({ of }) => of.test(tool))?.path
        return { ...step, ...(tool && { tool }), ...(toolLink && { toolLink }) }
      }),
      timeline,
      budget,
    },
    model,
  }),
}

/** Where a tool of this product is: addresses are ours, never a model's. */
const PAGES: readonly { readonly of: RegExp; readonly path: string }[] = [
  { of: /brand audit/i, path: '/audit' },
  { of: /competit/i, path: '/competitors' },
  { of: /review/i, path: '/reviews' },
  { of: /content|studio|blog|social/i, path: '/studio' },
  { of: /research/i, path: '/research' },
  { of: /profile/i, path: '/profile' },
]
