import { between, suite } from '../suite.ts'
import { topics } from '../world/topics.ts'

export const researchAgent = suite('runResearchAgent', {
  cases: topics.map(([topic, word]) => ({ input: { topic }, facts: [word] })),
  text: ({ summary, keyFindings }) => [summary, ...keyFindings].join('\n'),
  // The number of a source in brackets is not a statement.
  stated: ({ summary, keyFindings }) => [summary, ...keyFindings].join('\n').replace(/\[\d+\]/g, ''),
  lengths: ({ summary, keyFindings }) => [
    ...between('the summary', summary, 15, 900),
    ...(keyFindings.length < 3 || keyFindings.length > 8 ? [`there are ${keyFindings.length} findings`] : []),
  ],
})
