import type { Metadata } from 'next'
import { RankingsView } from '../../../../../components/market/rankings-view.tsx'
import { RunPage } from '../../../../../components/market/run-page.tsx'
import { rankingsOf } from '../../../../../lib/market/rankings.ts'

export const metadata: Metadata = { title: 'Keyword rankings' }

export default async function RankingsRunPage({ params }: PageProps<'/competitors/keywords/[jobId]'>) {
  return (
    <RunPage
      jobId={(await params).jobId}
      path="/competitors/keywords"
      kind="ai.keywordRankings"
      over={{ href: '/competitors', label: 'Competitors' }}
      result={({ body }) => {
        const rankings = rankingsOf(body)
        return rankings && <RankingsView rankings={rankings} />
      }}
    />
  )
}
