import { ai, ReviewAnalysis } from '@banyan/ai/contract'
import type { Job } from 'banyan/durable/contract'
import * as z from 'zod'
import type { Draft } from '../library/drafts.ts'
import { job, savedJson } from './saved-json.ts'

export const ANALYSIS = 'review-analysis'

/** The body of a saved analysis of reviews. */
export const AnalysisDocument = ReviewAnalysis.extend({ comments: z.array(z.string()).default([]), job })
export type AnalysisDocument = z.infer<typeof AnalysisDocument>

export const analysisOf = (body: string): AnalysisDocument | undefined => savedJson(AnalysisDocument, body)

export function analysisDraft(job: Job): Draft {
  const { comments } = ai.members.analyzeReviews.input.parse(job.input)
  const body: AnalysisDocument = { ...ReviewAnalysis.parse(job.result), comments, job: job.id }
  return { type: ANALYSIS, title: `Analysis of ${count(comments.length)}`, body: JSON.stringify(body) }
}

const count = (reviews: number) => (reviews === 1 ? 'one review' : `${reviews} reviews`)

/** An analysis as Markdown. */
export function analysisText(title: string, analysis: AnalysisDocument): string {
  const { overallSentiment, counts, themes, recommendations, model } = analysis
  return [
    `# ${title}`,
    `Overall: ${overallSentiment}`,
    ...(counts ? [`${counts.positive} positive, ${counts.neutral} neutral, ${counts.negative} negative`] : []),
    '## Themes',
    themes.map(({ theme, frequency, sentiment }) => `- ${theme}: ${frequency} (${sentiment})`).join('\n') || 'None.',
    '## Recommendations',
    recommendations.map((text, at) => `${at + 1}. ${text}`).join('\n') || 'None.',
    `Model: ${model}`,
  ].join('\n\n')
}
