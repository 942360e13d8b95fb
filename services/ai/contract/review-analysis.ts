import * as z from 'zod'
import { generation, model, Sentiment, text } from './generation.ts'

export const ReviewAnalysis = z
  .object({
    overallSentiment: Sentiment,
    themes: z.array(
      z.object({
        theme: z.string().min(1).max(80),
        /** In how many of the comments it comes up. */
        frequency: z.int().min(1),
        sentiment: Sentiment,
      }),
    ),
    recommendations: z.array(z.string().min(1).max(600)),
    /** How many comments are of each sentiment, where they were counted one by one. */
    counts: z.object({ positive: z.int(), neutral: z.int(), negative: z.int() }).optional(),
    /** True when praise and complaints stand beside each other, so that one word for all of them says little. */
    mixed: z.boolean().optional(),
    model,
  })
  .meta({ id: 'ReviewAnalysis' })
export type ReviewAnalysis = z.infer<typeof ReviewAnalysis>

export const analyzeReviews = generation({
  http: 'POST /ai/analyze-reviews',
  summary: 'Find what reviews speak of, and how',
  input: z.object({ comments: z.array(text(4000)).min(1).max(200) }),
  output: ReviewAnalysis,
  example: {
    comments: [
      'Maria answered every question within the hour. Highly recommended!',
      'Great knowledge of the neighborhood, but the paperwork took too long.',
    ],
  },
})
