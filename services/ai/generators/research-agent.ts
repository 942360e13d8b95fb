import type { InputOf, Jobs } from 'banyan/contract'
import * as z from 'zod'
import type { ai, ResearchReport } from '../contract.ts'
import { offlineQueries } from '../offline/queries.ts'
import { offlineReport } from '../offline/report.ts'
import { DATA_RULE, prompt } from '../prompt.ts'
import type { Generator } from './generator.ts'
import { searchedOf, sourceTags } from './sources.ts'

type Input = InputOf<Jobs<typeof ai>['runResearchAgent']>

const Plan = z.object({
  queries: z.array(z.string().trim().min(2).max(200)).min(1).max(3).describe('Two or three search queries'),
})

const Draft = z.object({
  summary: z.string().min(1).max(6_000).describe('Two to four paragraphs of plain text'),
  keyFindings: z
    .array(
      z.object({
        finding: z.string().min(1).max(600).describe('One or two sentences'),
        source: z.int().describe('The number of the source that it comes from; 0 if it comes from none'),
      }),
    )
    .min(3)
    .max(8)
    .describe('Four to six findings'),
})
export type ReportDraft = z.infer<typeof Draft>

/** Plans searches, reads what they find, and reports with a source for each finding. */
export const researchAgent: Generator<Input, ReportDraft, ResearchReport> = {
  id: 'research-agent',
  title: 'Research report',
  contentType: 'research-report',
  topic: ({ topic }) => topic,
  estimate: { calls: 2, inputTokens: 9_000, outputTokens: 900 },
  search: {
    plan: {
      says: 'Planning the research',
      instructions: `You plan the research on a topic. ${DATA_RULE}`,
      prompt: ({ topic }) => prompt`
Which two or three search queries together cover the topic? Make them short and different: the core of it, its background,
and its use or its limits.

<topic>${topic}</topic>

Answer as JSON: {"queries": ["...", "..."]}`,
      answer: Plan,
      offline: ({ topic }) => ({ queries: offlineQueries(topic) }),
    },
  },
  write: {
    says: 'Writing the report',
    instructions: `You write research reports: sober, exact, and only from the sources you are given. ${DATA_RULE}`,
    prompt: ({ topic }, material) => prompt`
Write a report on the topic: a summary of two to four paragraphs, and four to six key findings, each with the number of the
source that it comes from. Do not put links or source numbers into the text itself.
${sourceTags(material, WITHOUT_SOURCES)}
<topic>${topic}</topic>

Answer as JSON: {"summary": "...", "keyFindings": [{"finding": "...", "source": 1}]}`,
    answer: Draft,
    offline: ({ topic }, material) => offlineReport(topic, material),
  },
  finish: ({ summary, keyFindings }, { material, model }) => ({
    summary,
    // Only a source that exists is named: the number is the model's own word.
    keyFindings: keyFindings.map(({ finding, source }) =>
      material.sources[source - 1] ? `${finding} [${source}]` : finding,
    ),
    ...searchedOf(material),
    model,
  }),
}

const WITHOUT_SOURCES = prompt`
There are no sources: say so in the first sentence, keep to what is generally known, and give 0 as the source of each finding.
`
