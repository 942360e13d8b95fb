import type { Metadata } from 'next'
import { PlanView } from '../../../../../components/market/plan-view.tsx'
import { RunPage } from '../../../../../components/market/run-page.tsx'
import { BeginPlan } from '../../../../../features/plan/begin-plan.tsx'
import { planOf } from '../../../../../lib/market/plan.ts'

export const metadata: Metadata = { title: 'Marketing plan' }

export default async function PlanRunPage({ params }: PageProps<'/plan/run/[jobId]'>) {
  return (
    <RunPage
      jobId={(await params).jobId}
      path="/plan/run"
      kind="ai.generateMarketingPlan"
      over={{ href: '/plan', label: 'Marketing plan' }}
      manual={<BeginPlan small />}
      result={({ body }) => {
        const plan = planOf(body)
        return plan && <PlanView plan={plan} />
      }}
    />
  )
}
