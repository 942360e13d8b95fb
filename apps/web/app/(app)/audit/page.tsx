import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { Notice } from '@banyan/ui/notice'
import { ScanSearch } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { ActiveRuns } from '../../../components/job/active-runs.tsx'
import { AuditForm } from '../../../features/audit/audit-form.tsx'
import { AuditHistory } from '../../../features/audit/history.tsx'
import { newestAudits } from '../../../features/audit/saved-audit.ts'
import { auditable } from '../../../lib/agent/completeness.ts'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { AuditHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Brand audit' }

/** Audits that are shown below each other. */
const SHOWN = 8

export default async function AuditPage() {
  const [profile, audits, runs] = await Promise.all([
    load(api.content.agentProfile({}), '/audit'),
    load(newestAudits(SHOWN), '/audit'),
    load(api.jobs.list({ kind: 'ai.runNapAudit', status: ['pending', 'running'] }), '/audit'),
  ])
  const { name = '', agency = '', address = '', phone = '', website = '' } = profile.ok ? profile.value : {}
  const details = { name, agency, address, phone, website }
  return (
    <>
      <AuditHeading />
      <div className="grid grid-cols-1 gap-5">
        {!profile.ok && (
          <Notice tone="warn" title="Your profile cannot be read right now">
            Write your details here yourself; the audit needs nothing else.
          </Notice>
        )}
        <Card>
          <CardHeader title="Your details" hint="As they should stand on every platform. Changes here stay here." />
          <CardBody>
            <AuditForm
              key={JSON.stringify(details)}
              details={details}
              incomplete={profile.ok && !auditable(profile.value)}
            />
          </CardBody>
        </Card>
        {runs.ok && <ActiveRuns title="Under way" jobs={runs.value.items} />}
        <Card>
          <CardHeader title="Your audits" />
          {!audits.ok ? (
            <Failed failure={audits.failure} />
          ) : audits.value.length === 0 ? (
            <EmptyState icon={ScanSearch} title="No audit yet">
              An audit takes about a minute. It is kept in your library, and the next one is compared with it.
            </EmptyState>
          ) : (
            <AuditHistory audits={audits.value} />
          )}
        </Card>
      </div>
    </>
  )
}
