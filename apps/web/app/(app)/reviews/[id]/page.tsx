import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Failed } from '../../../../components/failed.tsx'
import { AnalysisView } from '../../../../components/market/analysis-view.tsx'
import { EntryHeading } from '../../../../components/market/entry-heading.tsx'
import { loadEntry } from '../../../../lib/library/load.ts'
import { ANALYSIS, analysisOf } from '../../../../lib/market/analysis.ts'

export const metadata: Metadata = { title: 'Review analysis' }

export default async function AnalysisPage({ params }: PageProps<'/reviews/[id]'>) {
  const loaded = await loadEntry((await params).id)
  if (!loaded.ok) {
    if (loaded.failure.code === 'noSuchContent') notFound()
    return <Failed level={1} failure={loaded.failure} />
  }
  const entry = loaded.value
  const analysis = entry.type === ANALYSIS ? analysisOf(entry.body) : undefined
  if (!analysis) redirect(`/saved/${entry.id}`)
  return (
    <>
      <EntryHeading entry={entry} over={{ href: '/reviews', label: 'Reviews' }} model={analysis.model} />
      <AnalysisView analysis={analysis} />
    </>
  )
}
