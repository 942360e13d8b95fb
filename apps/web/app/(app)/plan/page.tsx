import type { SavedSummary } from '@banyan/content/contract'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { Notice } from '@banyan/ui/notice'
import { Map as MapIcon } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { ActiveRuns } from '../../../components/job/active-runs.tsx'
import { ShelfList } from '../../../components/market/shelf-list.tsx'
import { BeginPlan } from '../../../features/plan/begin-plan.tsx'
import { PlanForm } from '../../../features/plan/plan-form.tsx'
import { api } from '../../../lib/api.ts'
import { AUDIT } from '../../../lib/market/audit.ts'
import { COMPETITORS } from '../../../lib/market/competitors.ts'
import { PLAN } from '../../../lib/market/plan.ts'
import { load } from '../../../lib/session/guard.ts'
import { PlanHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Marketing plan' }

export default async function PlanPage({ searchParams }: PageProps<'/plan'>) {
  const { audit, competitors } = await searchParams
  const saved = (type: string) => load(api.content.list({ type, limit: 20 }), '/plan')
  const [audits, lists, plans, runs] = await Promise.all([
    saved(AUDIT),
    saved(COMPETITORS),
    saved(PLAN),
    load(api.jobs.list({ kind: 'ai.generateMarketingPlan', status: ['pending', 'running'] }), '/plan'),
  ])
  return (
    <>
      <PlanHeading />
      <div className="grid grid-cols-1 gap-5">
        {(!audits.ok || !lists.ok) && (
          <Notice tone="warn" title="Your library does not answer right now">
            A plan can be made without an audit and without competitors, but it says less then.
          </Notice>
        )}
        <Card>
          <CardBody className="sm:px-6 sm:py-5">
            <PlanForm
              audits={audits.ok ? audits.value.items.map(choice) : []}
              lists={lists.ok ? lists.value.items.map(choice) : []}
              audit={typeof audit === 'string' ? audit : undefined}
              list={typeof competitors === 'string' ? competitors : undefined}
            />
          </CardBody>
        </Card>
        {runs.ok && <ActiveRuns title="Under way" jobs={runs.value.items} />}
        <Card>
          <CardHeader title="Your plans" aside={<BeginPlan small />} />
          {!plans.ok ? (
            <Failed failure={plans.failure} />
          ) : plans.value.items.length === 0 ? (
            <EmptyState icon={MapIcon} title="No plan yet">
              A plan is kept in your library. Its steps are ticked off one by one.
            </EmptyState>
          ) : (
            <ShelfList label="Plans" entries={plans.value.items} />
          )}
        </Card>
      </div>
    </>
  )
}

const choice = ({ id, title, createdAt }: SavedSummary) => ({
  id,
  label: `${title}, ${DAY.format(new Date(createdAt))}`,
})
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
