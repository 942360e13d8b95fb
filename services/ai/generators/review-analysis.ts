import type { InputOf } from 'banyan/contract'
import * as z from 'zod'
import { sentiments } from '../contract/generation.ts'
import { type analyzeReviews, ReviewAnalysis } from '../contract/review-analysis.ts'
import { offlineAnalysis } from '../offline/reviews/analysis.ts'
import { DATA_RULE, prompt } from '../prompt.ts'
import { checked } from './checked.ts'
import type { Generator } from './generator.ts'

type Input = InputOf<typeof analyzeReviews>

const { shape } = ReviewAnalysis
const { theme, frequency } = shape.themes.element.shape
const sentiment = z.enum(sentiments)
const Draft = z.object({
  overallSentiment: sentiment,
  counts: shape.counts.unwrap().describe('How many of the reviews are of each sentiment'),
  themes: z.array(z.object({ theme, frequency, sentiment })).describe('The most frequent first'),
  recommendations: shape.recommendations.min(1).describe('Two to five things to do about it'),
})
export type AnalysisDraft = z.infer<typeof Draft>

/** What reviews speak of, how often, and what to do about it. */
export const reviewAnalysis: Generator<Input, AnalysisDraft, ReviewAnalysis> = {
  id: 'review-analysis',
  title: 'Review analysis',
  contentType: 'review-analysis',
  estimate: { calls: 1, inputTokens: 1_500, outputTokens: 400 },
  write: {
    says: 'Reading the reviews',
    instructions: `You analyse reviews of real estate agents: you count, you do not guess. Mind negation: "never late" is praise. ${DATA_RULE}`,
    prompt: ({ comments }) => prompt`
What do these ${comments.length} reviews speak of? Give
- how many are positive, neutral and negative, and the overall sentiment
- up to eight themes (communication, knowledge of the market, negotiation ...), each with the number of reviews in which it
  comes up and how it is spoken of
- two to five recommendations to the agent that follow from them

<reviews>
${comments.map((comment) => prompt`<review>${comment}</review>`)}
</reviews>

Answer as JSON: {"overallSentiment": "positive", "counts": {"positive": 1, "neutral": 0, "negative": 0}, "themes": [{"theme": "...", "frequency": 1, "sentiment": "positive"}], "recommendations": ["..."]}`,
    answer: (input) => checked<AnalysisDraft>(Draft, (draft) => miscounted(draft, input)),
    offline: ({ comments }) => offlineAnalysis(comments),
  },
  finish: (draft, { input, model }) => ({ ...draft, mixed: isMixed(draft.counts, input.comments.length), model }),
}

function miscounted({ counts, themes }: AnalysisDraft, { comments }: Input): string[] {
  const all = counts.positive + counts.neutral + counts.negative
  const often = themes.filter(({ frequency }) => frequency > comments.length)
  return [
    ...(all === comments.length ? [] : [`The counts are ${all} in all, but there are ${comments.length} reviews`]),
    ...often.map(({ theme }) => `"${theme}" cannot come up in more reviews than there are`),
  ]
}

/** A quarter of praise and a quarter of complaints: one word for all of them says little. */
const isMixed = ({ positive, negative }: AnalysisDraft['counts'], all: number): boolean =>
  Math.min(positive, negative) / all >= 0.25
