'use client'
import { Card } from '@banyan/ui/card'
import { Progress } from '@banyan/ui/progress'
import { toast } from '@banyan/ui/toast'
import { startTransition, useOptimistic, useState, useTransition } from 'react'
import { PlanFrame, StepBody } from '../../components/market/plan-view.tsx'
import { useLeaveWarning } from '../../components/use-unsaved.ts'
import { described } from '../../lib/failure-view.ts'
import type { PlanDocument } from '../../lib/market/plan.ts'
import { tickStep } from './actions.ts'

/** A plan to be worked through: what is done is ticked, and saved at once. */
export function PlanBoard({ id, first }: { readonly id: string; readonly first: PlanDocument }) {
  const [plan, setPlan] = useState(first.plan)
  const [shown, show] = useOptimistic(plan, (before, { at, done }: { at: number; done: boolean }) => ({
    ...before,
    steps: before.steps.map((step, index) => (index === at ? { ...step, done } : step)),
  }))
  const [saving, start] = useTransition()
  const { steps, timeline, budget } = shown
  const finished = steps.filter(({ done }) => done).length

  const tick = (at: number, title: string, done: boolean) =>
    start(async () => {
      show({ at, done })
      const answer = await tickStep(id, at, title, done)
      if (answer.ok) startTransition(() => setPlan(answer.value.document.plan))
      else toast.error(`Not saved: ${answer.failure.title}`, { description: described(answer.failure) })
    })

  useLeaveWarning(saving)

  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="flex items-center gap-4">
        <Progress
          value={steps.length === 0 ? 0 : (finished / steps.length) * 100}
          label="Steps that are done"
          className="flex-1"
        />
        <p role="status" className="text-ink-2 text-sm tabular-nums">
          {finished} of {steps.length} done{saving && ', saving'}
        </p>
      </div>
      <ol className="grid grid-cols-1 gap-4">
        {steps.map((step, at) => (
          <li key={`${String(at)} ${step.title}`}>
            <Card>
              <StepBody
                step={step}
                mark={
                  <input
                    type="checkbox"
                    checked={step.done ?? false}
                    aria-label={`Done: ${step.title}`}
                    onChange={(event) => tick(at, step.title, event.target.checked)}
                    className="mt-1 size-5 shrink-0 cursor-pointer"
                  />
                }
              />
            </Card>
          </li>
        ))}
      </ol>
      <PlanFrame timeline={timeline} budget={budget} />
    </div>
  )
}
