import { suite } from '../suite.ts'
import { reviews } from '../world/reviews.ts'

const all = (sentiment: string) => reviews.filter(([own]) => own === sentiment).map(([, comment]) => comment)
const [good, bad, plain] = [all('positive'), all('negative'), all('neutral')]
const turned = (comments: readonly string[], by: number, count: number) =>
  Array.from({ length: count }, (_, at) => comments[(at + by) % comments.length] ?? '')

export const reviewAnalysis = suite('analyzeReviews', {
  cases: [
    ...Array.from({ length: 9 }, (_, at) => ({
      input: { comments: turned(good, at, 3 + at) },
      facts: ['overall: positive', `positive ${3 + at}, neutral 0, negative 0`],
    })),
    ...Array.from({ length: 6 }, (_, at) => ({
      input: { comments: turned(bad, at, 2 + at) },
      facts: ['overall: negative', `positive 0, neutral 0, negative ${2 + at}`],
    })),
    ...Array.from({ length: 4 }, (_, at) => ({
      input: { comments: [...turned(good, at, 2), ...turned(bad, at, 2), ...turned(plain, 0, 2)] },
      facts: ['positive 2, neutral 2, negative 2', 'mixed'],
    })),
    { input: { comments: plain }, facts: ['overall: neutral', 'positive 0, neutral 3, negative 0'] },
  ],
  text: ({ overallSentiment, counts, mixed, themes, recommendations }) =>
    [
      `overall: ${overallSentiment}`,
      counts ? `positive ${counts.positive}, neutral ${counts.neutral}, negative ${counts.negative}` : '',
      mixed ? 'mixed' : '',
      ...themes.map(({ theme }) => theme),
      ...recommendations,
    ].join('\n'),
  // How often something comes up is counted, not given.
  stated: () => '',
  lengths: ({ themes, recommendations }, { comments }) => [
    ...(themes.length > 8 ? [`there are ${themes.length} themes`] : []),
    ...(recommendations.length > 8 ? [`there are ${recommendations.length} recommendations`] : []),
    ...themes
      .filter(({ frequency }) => frequency > (comments as string[]).length)
      .map(({ theme }) => `${theme} comes up in more reviews than there are`),
  ],
})
