import { ai, KeywordRankings } from '@banyan/ai/contract'
import type { Job } from 'banyan/durable/contract'
import * as z from 'zod'
import type { Draft } from '../library/drafts.ts'
import { job, savedJson } from './saved-json.ts'

export const RANKINGS = 'keyword-rankings'

/** The body of saved keyword rankings. */
export const RankingsDocument = KeywordRankings.extend({ keyword: z.string(), location: z.string(), job })
export type RankingsDocument = z.infer<typeof RankingsDocument>

export const rankingsOf = (body: string): RankingsDocument | undefined => savedJson(RankingsDocument, body)

export function rankingsDraft(job: Job): Draft {
  const { keyword, location } = ai.members.keywordRankings.input.parse(job.input)
  const body: RankingsDocument = { ...KeywordRankings.parse(job.result), keyword, location, job: job.id }
  return { type: RANKINGS, title: `“${keyword}” in ${location}`, body: JSON.stringify(body) }
}

/** Rankings as Markdown. */
export function rankingsText(title: string, { rankings, model }: RankingsDocument): string {
  const lines = rankings.map(
    ({ rank, agentName, agencyName }) => `${rank}. ${agentName}${agencyName && ` (${agencyName})`}`,
  )
  return [`# ${title}`, lines.join('\n') || 'No agent was found for it.', `Model: ${model}`].join('\n\n')
}
