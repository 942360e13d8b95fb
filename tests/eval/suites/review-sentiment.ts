import { suite } from '../suite.ts'
import { reviews } from '../world/reviews.ts'

export const reviewSentiment = suite('analyzeReviewSentiment', {
  cases: reviews.map(([sentiment, comment]) => ({ input: { comment }, facts: [`meant: ${sentiment}`] })),
  text: ({ sentiment, reasons }) => [`meant: ${sentiment}`, ...reasons].join('\n'),
  lengths: ({ reasons }) => (reasons.length > 5 ? [`there are ${reasons.length} reasons`] : []),
})
