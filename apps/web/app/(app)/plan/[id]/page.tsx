import { buttonClass } from '@banyan/ui/button'
import { PageHeader } from '@banyan/ui/page-header'
import { PenLine } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Failed } from '../../../../components/failed.tsx'
import { Link } from '../../../../components/link.tsx'
import { EntryHeading } from '../../../../components/market/entry-heading.tsx'
import { PlanBoard } from '../../../../features/plan/plan-board.tsx'
import { PlanEditor } from '../../../../features/plan/plan-editor.tsx'
import { loadEntry } from '../../../../lib/library/load.ts'
import { PLAN, planOf } from '../../../../lib/market/plan.ts'

export const metadata: Metadata = { title: 'Marketing plan' }

export default async function PlanEntryPage({ params, searchParams }: PageProps<'/plan/[id]'>) {
  const [{ id }, { edit }] = await Promise.all([params, searchParams])
  const loaded = await loadEntry(id)
  if (!loaded.ok) {
    if (loaded.failure.code === 'noSuchContent') notFound()
    return <Failed level={1} failure={loaded.failure} />
  }
  const entry = loaded.value
  const document = entry.type === PLAN ? planOf(entry.body) : undefined
  if (!document) redirect(`/saved/${entry.id}`)
  if (edit !== undefined)
    return (
      <>
        <PageHeader title="Change the plan" />
        <PlanEditor key={entry.version} entry={entry} document={document} />
      </>
    )
  return (
    <>
      <EntryHeading entry={entry} over={{ href: '/plan', label: 'Marketing plan' }} model={document.model}>
        <Link href={`/plan/${entry.id}?edit`} className={buttonClass()}>
          <PenLine aria-hidden className="size-4" />
          Edit
        </Link>
      </EntryHeading>
      <PlanBoard key={entry.version} id={entry.id} first={document} />
    </>
  )
}
