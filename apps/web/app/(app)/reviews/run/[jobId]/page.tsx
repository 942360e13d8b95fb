import { buttonClass } from '@banyan/ui/button'
import type { Metadata } from 'next'
import { Link } from '../../../../../components/link.tsx'
import { AnalysisView } from '../../../../../components/market/analysis-view.tsx'
import { RunPage } from '../../../../../components/market/run-page.tsx'
import { analysisOf } from '../../../../../lib/market/analysis.ts'

export const metadata: Metadata = { title: 'Review analysis' }

export default async function AnalysisRunPage({ params }: PageProps<'/reviews/run/[jobId]'>) {
  return (
    <RunPage
      jobId={(await params).jobId}
      path="/reviews/run"
      kind="ai.analyzeReviews"
      over={{ href: '/reviews', label: 'Reviews' }}
      manual={
        <Link href="/saved/new" className={buttonClass({ size: 'sm', variant: 'ghost' })}>
          Write down what you read yourself
        </Link>
      }
      result={({ body }) => {
        const analysis = analysisOf(body)
        return analysis && <AnalysisView analysis={analysis} />
      }}
    />
  )
}
