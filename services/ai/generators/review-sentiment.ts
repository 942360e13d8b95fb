import type { InputOf } from 'banyan/contract'
import * as z from 'zod'
import { sentiments } from '../contract/generation.ts'
import { type analyzeReviewSentiment, ReviewSentiment } from '../contract/review-sentiment.ts'
import { offlineSentiment } from '../offline/reviews/sentiment.ts'
import { DATA_RULE, prompt } from '../prompt.ts'
import { checked } from './checked.ts'
import type { Generator } from './generator.ts'

type Input = InputOf<typeof analyzeReviewSentiment>

const Draft = ReviewSentiment.omit({ model: true }).extend({ sentiment: z.enum(sentiments) })
type Draft = z.infer<typeof Draft>

/** How one review is meant, and what in it says so. */
export const reviewSentiment: Generator<Input, Draft, ReviewSentiment> = {
  id: 'review-sentiment',
  title: 'Review sentiment',
  contentType: 'review-sentiment',
  estimate: { calls: 1, inputTokens: 350, outputTokens: 100 },
  write: {
    says: 'Reading the review',
    instructions: `You judge how reviews of real estate agents are meant. Mind negation: "never late" is praise. ${DATA_RULE}`,
    prompt: ({ comment }) => prompt`
How is this review meant? Give positive, neutral or negative; a score from -1 (nothing but complaint) to 1 (nothing but
praise) that fits it; and one to three reasons, each with the words of the review that it rests on.

<review>${comment}</review>

Answer as JSON: {"sentiment": "positive", "score": 0.8, "reasons": ["..."]}`,
    answer: checked<Draft>(Draft, contradiction),
    offline: ({ comment }) => offlineSentiment(comment),
  },
  finish: (draft, { model }) => ({ ...draft, model }),
}

function contradiction({ sentiment, score }: Draft): string[] {
  const fits = sentiment === 'positive' ? score > 0 : sentiment === 'negative' ? score < 0 : Math.abs(score) <= 0.5
  return fits ? [] : [`A score of ${score} does not fit ${sentiment}`]
}
