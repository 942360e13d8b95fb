import type { MarketDocument } from '../../lib/market/document.ts'
import { AnalysisView } from './analysis-view.tsx'
import { AuditView } from './audit-view.tsx'
import { CompetitorsView } from './competitors-view.tsx'
import { PlanView } from './plan-view.tsx'
import { RankingsView } from './rankings-view.tsx'

/** What is known of a market, to be read. It is worked with on the pages of its own. */
export function MarketView({ market }: { readonly market: MarketDocument }) {
  switch (market.kind) {
    case 'audit':
      return <AuditView audit={market.audit} />
    case 'competitors':
      return <CompetitorsView list={market.list} />
    case 'rankings':
      return <RankingsView rankings={market.rankings} />
    case 'analysis':
      return <AnalysisView analysis={market.analysis} />
    case 'plan':
      return <PlanView plan={market.plan} />
  }
}
