import * as z from 'zod'
import { labelled, list, section, table } from '../compose.ts'
import { renderer } from './renderer.ts'

const Analysis = z.object({
  overallSentiment: z.string(),
  mixed: z.boolean().optional(),
  counts: z.object({ positive: z.number(), neutral: z.number(), negative: z.number() }).optional(),
  themes: z.array(z.object({ theme: z.string(), frequency: z.number(), sentiment: z.string() })),
  recommendations: z.array(z.string()),
})

export const reviewAnalysis = renderer(
  Analysis,
  ({ overallSentiment, mixed = false, counts, themes, recommendations }) => [
    labelled('Overall', mixed ? `${overallSentiment}, with praise and complaints beside each other` : overallSentiment),
    ...(counts
      ? [labelled('Reviews', `${counts.positive} positive, ${counts.neutral} neutral, ${counts.negative} negative`)]
      : []),
    ...section(
      'Themes',
      table(
        ['Theme', 'Mentions', 'Sentiment'],
        themes.map(({ theme, frequency, sentiment }) => [theme, String(frequency), sentiment]),
      ),
    ),
    ...section('Recommendations', list(recommendations, true)),
  ],
)
