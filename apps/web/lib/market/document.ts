import { ANALYSIS, type AnalysisDocument, analysisOf, analysisText } from './analysis.ts'
import { AUDIT, type AuditDocument, auditOf, auditText } from './audit.ts'
import { COMPETITORS, type CompetitorsDocument, competitorsOf, competitorsText } from './competitors.ts'
import { PLAN, type PlanDocument, planOf } from './plan.ts'
import { planText } from './plan-text.ts'
import { RANKINGS, type RankingsDocument, rankingsOf, rankingsText } from './rankings.ts'

/** What is known of an agent's market, as the library keeps it. */
export type MarketDocument =
  | { readonly kind: 'audit'; readonly audit: AuditDocument }
  | { readonly kind: 'competitors'; readonly list: CompetitorsDocument }
  | { readonly kind: 'rankings'; readonly rankings: RankingsDocument }
  | { readonly kind: 'analysis'; readonly analysis: AnalysisDocument }
  | { readonly kind: 'plan'; readonly plan: PlanDocument }

/** What a saved body of one of these types holds; undefined for other types and other forms. */
export function marketOf(type: string, body: string): MarketDocument | undefined {
  switch (type) {
    case AUDIT: {
      const audit = auditOf(body)
      return audit && { kind: 'audit', audit }
    }
    case COMPETITORS: {
      const list = competitorsOf(body)
      return list && { kind: 'competitors', list }
    }
    case RANKINGS: {
      const rankings = rankingsOf(body)
      return rankings && { kind: 'rankings', rankings }
    }
    case ANALYSIS: {
      const analysis = analysisOf(body)
      return analysis && { kind: 'analysis', analysis }
    }
    case PLAN: {
      const plan = planOf(body)
      return plan && { kind: 'plan', plan }
    }
    default:
      return undefined
  }
}

/** The same as Markdown, for the clipboard. */
export function marketText(title: string, document: MarketDocument): string {
  switch (document.kind) {
    case 'audit':
      return auditText(title, document.audit)
    case 'competitors':
      return competitorsText(title, document.list)
    case 'rankings':
      return rankingsText(title, document.rankings)
    case 'analysis':
      return analysisText(title, document.analysis)
    case 'plan':
      return planText(title, document.plan)
  }
}
