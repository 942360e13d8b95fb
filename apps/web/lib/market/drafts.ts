import type { Job } from 'banyan/durable/contract'
import type { Draft } from '../library/drafts.ts'
import { analysisDraft } from './analysis.ts'
import { auditDraft } from './audit.ts'
import { competitorsDraft } from './competitors.ts'
import { planDraft } from './plan.ts'
import { rankingsDraft } from './rankings.ts'

/** How what is learned of a market is kept, by kind of job. */
export const marketDrafts: Readonly<Record<string, (job: Job) => Draft>> = {
  'ai.runNapAudit': auditDraft,
  'ai.findCompetitors': competitorsDraft,
  'ai.keywordRankings': rankingsDraft,
  'ai.analyzeReviews': analysisDraft,
  'ai.generateMarketingPlan': planDraft,
}
