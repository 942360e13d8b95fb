import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Failed } from '../../../../../components/failed.tsx'
import { VersionsView } from '../../../../../features/library/versions-view.tsx'
import { loadEntry } from '../../../../../lib/library/load.ts'
import { loadComparison } from '../../../../../lib/library/versions.ts'

export async function generateMetadata({ params }: PageProps<'/saved/[id]/versions'>): Promise<Metadata> {
  const entry = await loadEntry((await params).id)
  return { title: entry.ok ? `Versions of ${entry.value.title}` : 'Versions' }
}

export default async function VersionsPage({ params, searchParams }: PageProps<'/saved/[id]/versions'>) {
  const [{ id }, given] = await Promise.all([params, searchParams])
  const entry = await loadEntry(id)
  if (!entry.ok && entry.failure.code === 'noSuchContent') notFound()
  if (!entry.ok) return <Failed level={1} failure={entry.failure} />
  const wanted = typeof given.version === 'string' ? Number(given.version) : undefined
  const comparison = await loadComparison(entry.value, wanted, given.with === 'before')
  if (!comparison.ok) return <Failed level={1} failure={comparison.failure} />
  return <VersionsView entry={entry.value} comparison={comparison.value} />
}
