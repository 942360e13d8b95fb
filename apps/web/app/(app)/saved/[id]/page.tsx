import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Failed } from '../../../../components/failed.tsx'
import { EntryView } from '../../../../features/library/entry-view.tsx'
import { loadEntry } from '../../../../lib/library/load.ts'

export async function generateMetadata({ params }: PageProps<'/saved/[id]'>): Promise<Metadata> {
  const entry = await loadEntry((await params).id)
  return { title: entry.ok ? entry.value.title : 'Library' }
}

export default async function EntryPage({ params, searchParams }: PageProps<'/saved/[id]'>) {
  const [{ id }, { edit }] = await Promise.all([params, searchParams])
  const entry = await loadEntry(id)
  if (entry.ok) return <EntryView entry={entry.value} editing={edit !== undefined} />
  if (entry.failure.code === 'noSuchContent') notFound()
  return <Failed level={1} failure={entry.failure} />
}
