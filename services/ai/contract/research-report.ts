import * as z from 'zod'
import { generation, searched, topic } from './generation.ts'

export const ResearchReport = z
  .object({ summary: z.string(), keyFindings: z.array(z.string()), ...searched })
  .meta({ id: 'ResearchReport' })
export type ResearchReport = z.infer<typeof ResearchReport>

export const runResearchAgent = generation({
  http: 'POST /ai/run-research-agent',
  summary: 'Research a topic and report with sources',
  input: z.object({ topic }),
  output: ResearchReport,
  example: { topic: 'How consistent listings help a real estate agent to be found' },
})
