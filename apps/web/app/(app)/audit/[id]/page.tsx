import { buttonClass } from '@banyan/ui/button'
import { Map as MapIcon } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Failed } from '../../../../components/failed.tsx'
import { Link } from '../../../../components/link.tsx'
import { AuditView } from '../../../../components/market/audit-view.tsx'
import { EntryHeading } from '../../../../components/market/entry-heading.tsx'
import { Changes } from '../../../../features/audit/changes.tsx'
import { newestAudits } from '../../../../features/audit/saved-audit.ts'
import { loadEntry } from '../../../../lib/library/load.ts'
import { AUDIT, auditOf } from '../../../../lib/market/audit.ts'
import { load } from '../../../../lib/session/guard.ts'

export const metadata: Metadata = { title: 'Brand audit' }

/** Among how many the one before is looked for. */
const LOOKED_AT = 10

export default async function AuditEntryPage({ params }: PageProps<'/audit/[id]'>) {
  const { id } = await params
  const [loaded, others] = await Promise.all([loadEntry(id), load(newestAudits(LOOKED_AT), `/audit/${id}`)])
  if (!loaded.ok) {
    if (loaded.failure.code === 'noSuchContent') notFound()
    return <Failed level={1} failure={loaded.failure} />
  }
  const entry = loaded.value
  const audit = entry.type === AUDIT ? auditOf(entry.body) : undefined
  if (!audit) redirect(`/saved/${entry.id}`)
  const before = others.ok ? others.value.find((other) => other.entry.createdAt < entry.createdAt) : undefined
  return (
    <>
      <EntryHeading entry={entry} over={{ href: '/audit', label: 'Brand audit' }} model={audit.model}>
        <Link href={`/plan?audit=${entry.id}`} className={buttonClass({ variant: 'primary' })}>
          <MapIcon aria-hidden className="size-4" />
          Make a plan of it
        </Link>
      </EntryHeading>
      <div className="grid grid-cols-1 gap-5">
        {before && <Changes before={before} now={audit} />}
        <AuditView audit={audit} />
      </div>
    </>
  )
}
