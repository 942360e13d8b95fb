import * as z from 'zod'
import { Competitor } from './competitors.ts'
import { generation, model, text } from './generation.ts'
import { NapResult } from './nap-audit.ts'

export const MarketingPlan = z
  .object({
    plan: z.object({
      steps: z
        .array(
          z.object({
            title: z.string().min(1).max(160),
            description: z.string().min(1).max(1500),
            tactics: z.array(z.string().min(1).max(400)).min(1).max(8),
            /** Why this step: the facts that it answers. */
            rationale: z.string().max(800).optional(),
            /** With what it can be done, and the page of this product where. */
            tool: z.string().max(120).optional(),
            toolLink: z.string().max(300).optional(),
          }),
        )
        .min(1)
        .max(10),
      timeline: z.string().min(1).max(2000),
      budget: z.string().min(1).max(2000),
    }),
    model,
  })
  .meta({ id: 'MarketingPlan' })
export type MarketingPlan = z.infer<typeof MarketingPlan>

export const generateMarketingPlan = generation({
  http: 'POST /ai/generate-marketing-plan',
  summary: 'Make a marketing plan from a brand audit and the competitors',
  input: z.object({
    /** What `run-nap-audit` gives, own figures, or both. */
    brandAudit: z.object({
      summary: text(4000).optional(),
      results: z.array(NapResult).max(30).optional(),
      /** One's own public numbers, to be held against the competitors'. */
      own: Competitor.partial().optional(),
    }),
    competitors: z.array(Competitor.partial().required({ name: true })).max(10),
    goal: text(500).optional(),
    /** In own words: `$500 a month`. */
    budget: text(200).optional(),
  }),
  output: MarketingPlan,
  example: {
    brandAudit: {
      summary: 'Two of four profiles differ.',
      results: [
        {
          platform: 'Zillow',
          url: 'https://www.zillow.com/profile/maria',
          foundName: 'Maria Gomez',
          foundAddress: 'Not Found',
          foundPhone: '(512) 555-0199',
          consistency: 'Inconsistent',
        },
      ],
      own: { reviewCount: 14, avgRating: 4.8 },
    },
    competitors: [{ name: 'Sam Carter', agency: 'Hill Country Homes', reviewCount: 120, avgRating: 4.9 }],
    budget: '$500 a month',
  },
})
