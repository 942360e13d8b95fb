import { buttonClass } from '@banyan/ui/button'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { Gauge } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { Link } from '../../../components/link.tsx'
import { WithoutNote } from '../../../components/without-note.tsx'
import { BudgetCard } from '../../../features/usage/budget-card.tsx'
import { ByDay } from '../../../features/usage/by-day.tsx'
import { Estimates } from '../../../features/usage/estimates.tsx'
import { PERIODS, Period } from '../../../features/usage/period.tsx'
import { Tiles } from '../../../features/usage/tiles.tsx'
import { UsageTable } from '../../../features/usage/usage-table.tsx'
import { api } from '../../../lib/api.ts'
import { loadAll } from '../../../lib/session/guard.ts'
import { barsOf, totalsOf, usagePage } from '../../../lib/usage.ts'
import { UsageHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Usage' }

export default async function UsagePage({ searchParams }: PageProps<'/usage'>) {
  const wanted = Number((await searchParams).days)
  const days = PERIODS.find((period) => period === wanted) ?? 30
  const answer = await loadAll((ask) => usagePage(ask, api, days), '/usage')
  if (!answer.ok) return <Failed level={1} failure={answer.failure} />
  const { usage, budget, generators, models } = answer.value
  return (
    <>
      <UsageHeading actions={<Period days={days} />} />
      <div className="grid grid-cols-1 gap-5">
        <WithoutNote without={answer.without} />
        {usage.rows.length === 0 ? (
          <Card>
            <EmptyState
              icon={Gauge}
              title="No model was called for you yet"
              actions={
                <Link href="/studio" className={buttonClass({ size: 'sm', variant: 'primary' })}>
                  Write something
                </Link>
              }
            >
              In the last {days} days. Each call is counted here with its tokens and its cost, failed ones too.
            </EmptyState>
          </Card>
        ) : (
          <>
            <Tiles totals={totalsOf(usage, models)} />
            <Card>
              <CardHeader title="Day by day" />
              <CardBody>
                <ByDay bars={barsOf(usage.days, days, Date.now())} />
              </CardBody>
            </Card>
            <Card>
              <CardHeader title="By generator and model" />
              <UsageTable rows={usage.rows} generators={generators} />
            </Card>
          </>
        )}
        {budget && <BudgetCard budget={budget.mine} resetsAt={budget.resetsAt} />}
        {generators.length > 0 && (
          <Card>
            <CardHeader
              title="What a run is expected to take"
              hint="When every call is answered at once, by the model that is asked first."
            />
            <Estimates generators={generators} />
          </Card>
        )}
      </div>
    </>
  )
}
