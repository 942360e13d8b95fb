import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PlanDocument, Step } from '../../lib/market/plan.ts'
import { StepTool } from './step-tool.tsx'

/** A marketing plan, to be read. */
export function PlanView({ plan: { plan } }: { readonly plan: PlanDocument }) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <ol className="grid grid-cols-1 gap-4">
        {plan.steps.map((step, at) => (
          <li key={`${String(at)} ${step.title}`}>
            <Card>
              <StepBody
                step={step}
                mark={
                  step.done ? (
                    <CircleCheck aria-label="Done" className="mt-1 size-5 text-accent" />
                  ) : (
                    <span className="mt-0.5 w-5 text-center font-semibold text-ink-3">{at + 1}</span>
                  )
                }
              />
            </Card>
          </li>
        ))}
      </ol>
      <PlanFrame timeline={plan.timeline} budget={plan.budget} />
    </div>
  )
}

/** What a step says, beside the mark that stands before it. */
export function StepBody({ step, mark }: { readonly step: Step; readonly mark: ReactNode }) {
  const { title, description, rationale, tool, toolLink, done } = step
  const tactics = [...new Set(step.tactics)].filter((tactic) => tactic.trim() !== '')
  return (
    <div className="flex gap-3.5 px-5 py-4">
      {mark}
      <div className="min-w-0 flex-1">
        <h2 className={done ? 'text-base text-ink-3 line-through' : 'text-base'}>{title}</h2>
        <p className="mt-0.5 max-w-[75ch] text-ink-2 text-sm">{description}</p>
        {tactics.length > 0 && (
          <ul className="mt-2.5 grid list-disc grid-cols-1 gap-1 pl-5 text-sm marker:text-ink-3">
            {tactics.map((tactic) => (
              <li key={tactic}>{tactic}</li>
            ))}
          </ul>
        )}
        {rationale && <p className="mt-2.5 text-ink-3 text-sm">{rationale}</p>}
        {tool && <StepTool tool={tool} link={toolLink} />}
      </div>
    </div>
  )
}

/** When, and for how much. */
export function PlanFrame({ timeline, budget }: { readonly timeline: string; readonly budget: string }) {
  return (
    <div className="grid grid-cols-1 items-start gap-5 md:grid-cols-2">
      {(
        [
          ['Timeline', timeline],
          ['Budget', budget],
        ] as const
      ).map(([title, text]) => (
        <Card key={title}>
          <CardHeader title={title} />
          <CardBody className="whitespace-pre-line text-sm">{text || 'Nothing is written here.'}</CardBody>
        </Card>
      ))}
    </div>
  )
}
