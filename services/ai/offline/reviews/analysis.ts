import type { AnalysisDraft } from '../../generators/review-analysis.ts'
import { listed } from '../wording.ts'
import { type Clause, clausesOf, overall } from './clauses.ts'
import { sentimentOf } from './sentiment.ts'
import { type Theme, themes } from './themes.ts'

/** What reviews speak of, by the words they use: each theme with the reviews it comes up in. */
export function offlineAnalysis(reviews: readonly string[]): AnalysisDraft {
  const read = reviews.map(clausesOf)
  const scores = read.map(overall)
  const counts = { positive: 0, neutral: 0, negative: 0 }
  for (const score of scores) counts[sentimentOf(score)]++
  const found = themes
    .map((theme) => ({ theme, ...mentions(theme, read) }))
    .filter(({ frequency }) => frequency > 0)
    .sort((a, b) => b.frequency - a.frequency || Math.abs(b.score) - Math.abs(a.score))
    .slice(0, MOST)
  return {
    overallSentiment: sentimentOf(scores.reduce((sum, score) => sum + score, 0) / scores.length),
    counts,
    themes: found.map(({ theme, frequency, score }) => ({
      theme: theme.name,
      frequency,
      sentiment: sentimentOf(score),
    })),
    recommendations: advice(found, reviews.length),
  }
}

const MOST = 8

interface Mentioned {
  readonly theme: Theme
  readonly frequency: number
  readonly score: number
}

/** In how many reviews a theme comes up, and how the clauses that speak of it are meant. */
function mentions({ mark }: Theme, reviews: readonly (readonly Clause[])[]): Omit<Mentioned, 'theme'> {
  const about = reviews.map((clauses) => clauses.filter(({ spoken }) => mark.test(spoken)))
  return { frequency: about.filter((clauses) => clauses.length > 0).length, score: overall(about.flat()) }
}

/** First what is complained of, then what is praised. Always at least one. */
function advice(found: readonly Mentioned[], reviews: number): string[] {
  const of = (sentiment: string) => found.filter(({ score }) => sentimentOf(score) === sentiment)
  const complaints = of('negative').map(
    ({ theme, frequency }) => `${theme.name} (in ${frequency} of ${reviews}): ${theme.advice}`,
  )
  const praised = of('positive')
    .slice(0, 3)
    .map(({ theme }) => theme.name.toLowerCase())
  return [
    ...complaints.slice(0, 4),
    ...(praised.length > 0
      ? [`Clients praise ${listed(praised)}: show such reviews where new clients look first.`]
      : []),
    ...(reviews < 5 ? ['Ask more clients for a review: of fewer than five, one opinion decides the picture.'] : []),
    ...(complaints.length + praised.length === 0
      ? ['The reviews say little in particular: ask clients what went well, and what they would change.']
      : []),
  ]
}
