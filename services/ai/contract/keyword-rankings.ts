import * as z from 'zod'
import { generation, searched, text } from './generation.ts'

export const KeywordRankings = z
  .object({
    /** The best first, at most five; fewer where the pages name fewer agents. */
    rankings: z
      .array(
        z.object({
          rank: z.int().min(1).max(5),
          agentName: z.string().min(1).max(120),
          /** Empty where no page names it. */
          agencyName: z.string().max(120),
        }),
      )
      .max(5),
    ...searched,
  })
  .meta({ id: 'KeywordRankings' })
export type KeywordRankings = z.infer<typeof KeywordRankings>

export const keywordRankings = generation({
  http: 'POST /ai/keyword-rankings',
  summary: 'See which agents are found first for a keyword',
  input: z.object({ keyword: text(120), location: text(120) }),
  output: KeywordRankings,
  example: { keyword: 'best buyer agent', location: 'Austin, TX' },
})
