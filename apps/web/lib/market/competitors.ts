import { ai, Competitor, CompetitorList, SourcePage } from '@banyan/ai/contract'
import type { Job } from 'banyan/durable/contract'
import * as z from 'zod'
import type { Draft } from '../library/drafts.ts'
import { numberLabels, numberNames } from './figures.ts'
import { job, savedJson } from './saved-json.ts'

export const COMPETITORS = 'competitor-list'
/** A list may have more than a search finds: agents are added by hand. */
export const MOST_RIVALS = 20

/** A competitor in a saved list. */
export const Rival = Competitor.extend({
  /** The run that looks up its numbers, or did. */
  lookup: z.string().optional(),
  /** When its numbers were looked up for the last time. */
  checkedAt: z.string().optional(),
  byHand: z.boolean().optional(),
})
export type Rival = z.infer<typeof Rival>

/** The agent's own numbers, to be held against the others'. */
export const Own = Rival.omit({ name: true, agency: true })
export type Own = z.infer<typeof Own>

/** The body of a saved list of competitors. */
export const CompetitorsDocument = z.object({
  competitors: z.array(Rival).max(MOST_RIVALS),
  own: Own.optional(),
  sources: z.array(SourcePage).default([]),
  degraded: z.array(z.string()).default([]),
  /** Absent where a person wrote the list. */
  model: z.string().optional(),
  job,
})
export type CompetitorsDocument = z.infer<typeof CompetitorsDocument>

export const competitorsOf = (body: string): CompetitorsDocument | undefined => savedJson(CompetitorsDocument, body)

export function competitorsDraft(job: Job): Draft {
  const { name } = ai.members.findCompetitors.input.parse(job.input)
  const body: CompetitorsDocument = { ...CompetitorList.parse(job.result), job: job.id }
  return { type: COMPETITORS, title: `Competitors of ${name}`, body: JSON.stringify(body) }
}

/** A list as Markdown. Numbers that nobody knows are a dash. */
export function competitorsText(title: string, { competitors, own }: CompetitorsDocument): string {
  const me = own ? [{ ...own, name: 'You', agency: '' }] : []
  const rows = [...me, ...competitors].map(({ name, agency, ...numbers }) =>
    [name, agency, ...numberNames.map((key) => (numbers[key] ? String(numbers[key]) : '–'))].join(' | '),
  )
  const head = ['Name', 'Agency', ...numberNames.map((key) => numberLabels[key])]
  const lines = [head.join(' | '), head.map(() => '---').join(' | '), ...rows].map((line) => `| ${line} |`)
  return [`# ${title}`, lines.join('\n')].join('\n\n')
}
