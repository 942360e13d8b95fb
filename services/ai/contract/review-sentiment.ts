import * as z from 'zod'
import { generation, model, Sentiment, text } from './generation.ts'

export const ReviewSentiment = z
  .object({
    sentiment: Sentiment,
    /** From -1, nothing but complaint, to 1, nothing but praise. */
    score: z.number().min(-1).max(1),
    /** What in the comment speaks for it. */
    reasons: z.array(z.string().min(1).max(400)),
    model,
  })
  .meta({ id: 'ReviewSentiment' })
export type ReviewSentiment = z.infer<typeof ReviewSentiment>

export const analyzeReviewSentiment = generation({
  http: 'POST /ai/analyze-review-sentiment',
  summary: 'Tell how one review is meant',
  input: z.object({ comment: text(4000) }),
  output: ReviewSentiment,
  example: { comment: 'Maria was never late, and sold our house in a week.' },
})
