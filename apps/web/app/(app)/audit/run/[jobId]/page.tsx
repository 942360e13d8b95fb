import { buttonClass } from '@banyan/ui/button'
import type { Metadata } from 'next'
import { Link } from '../../../../../components/link.tsx'
import { AuditView } from '../../../../../components/market/audit-view.tsx'
import { RunPage } from '../../../../../components/market/run-page.tsx'
import { auditOf } from '../../../../../lib/market/audit.ts'

export const metadata: Metadata = { title: 'Brand audit' }

export default async function AuditRunPage({ params }: PageProps<'/audit/run/[jobId]'>) {
  return (
    <RunPage
      jobId={(await params).jobId}
      path="/audit/run"
      kind="ai.runNapAudit"
      over={{ href: '/audit', label: 'Brand audit' }}
      manual={
        <Link href="/saved/new" className={buttonClass({ size: 'sm', variant: 'ghost' })}>
          Write down what you find yourself
        </Link>
      }
      result={({ body }) => {
        const audit = auditOf(body)
        return audit && <AuditView audit={audit} />
      }}
    />
  )
}
