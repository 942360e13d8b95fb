import { buttonClass } from '@banyan/ui/button'
import type { Metadata } from 'next'
import { Link } from '../../../../../components/link.tsx'
import { CompetitorsView } from '../../../../../components/market/competitors-view.tsx'
import { RunPage } from '../../../../../components/market/run-page.tsx'
import { competitorsOf } from '../../../../../lib/market/competitors.ts'

export const metadata: Metadata = { title: 'Competitors' }

export default async function FindRunPage({ params }: PageProps<'/competitors/run/[jobId]'>) {
  return (
    <RunPage
      jobId={(await params).jobId}
      path="/competitors/run"
      kind="ai.findCompetitors"
      over={{ href: '/competitors', label: 'Competitors' }}
      manual={
        <Link href="/competitors" className={buttonClass({ size: 'sm', variant: 'ghost' })}>
          Write the list by hand
        </Link>
      }
      result={({ body }) => {
        const list = competitorsOf(body)
        return list && <CompetitorsView list={list} />
      }}
    />
  )
}
