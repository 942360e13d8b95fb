import { shorten } from 'banyan/text'
import type { Sentiment } from '../../contract/generation.ts'
import type { ReviewSentiment } from '../../contract/review-sentiment.ts'
import { type Clause, clausesOf, overall } from './clauses.ts'

/** How a review is meant by the words it uses, and the clauses that say so. */
export function offlineSentiment(review: string): Omit<ReviewSentiment, 'model'> {
  const clauses = clausesOf(review)
  const score = overall(clauses)
  const telling = clauses
    .filter((clause) => clause.score !== 0)
    .sort((a, b) => Math.abs(b.score) - Math.abs(a.score))
    .slice(0, 3)
  return {
    sentiment: sentimentOf(score),
    score,
    reasons: telling.length > 0 ? telling.map(reason) : ['Nothing in it is recognised as praise or complaint.'],
  }
}

/** What a score is called. Between praise and complaint of the same weight it is neutral. */
export const sentimentOf = (score: number): Sentiment =>
  score >= THRESHOLD ? 'positive' : score <= -THRESHOLD ? 'negative' : 'neutral'

const THRESHOLD = 0.2

const reason = ({ text, score }: Clause): string =>
  `${score > 0 ? 'Praise' : 'Complaint'}: “${shorten(text.replace(/[.,!]+$/, ''), 200)}”`
