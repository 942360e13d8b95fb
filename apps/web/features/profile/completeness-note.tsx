'use client'
import { Card } from '@banyan/ui/card'
import { Progress } from '@banyan/ui/progress'
import { CircleCheck } from 'lucide-react'
import type { Completeness } from '../../lib/agent/completeness.ts'

/** How much the profile says, and what is missing, as links to its fields. */
export function CompletenessNote({ percent, gaps }: Completeness) {
  return (
    <Card aria-labelledby="completeness" className="px-5 py-4">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 id="completeness" className="text-base">
          Completeness
        </h2>
        <span className="font-medium text-sm tabular-nums">{percent}%</span>
      </div>
      <Progress value={percent} label="Completeness of your profile" />
      {gaps.length === 0 ? (
        <p className="mt-3 flex items-center gap-2 text-ink-2 text-sm">
          <CircleCheck aria-hidden className="size-4 text-accent" />
          All that the tools work with is there.
        </p>
      ) : (
        <ul className="mt-3 grid grid-cols-1 gap-2.5 text-sm">
          {gaps.map(({ field, label, use }) => (
            <li key={field} className="max-lg:nth-[n+4]:hidden">
              <button
                type="button"
                onClick={() => document.querySelector<HTMLElement>(`#agent-profile [name=${field}]`)?.focus()}
                className="rounded-sm font-medium text-accent underline decoration-1 underline-offset-3 hover:decoration-2"
              >
                {label}
              </button>
              <p className="text-ink-3 text-xs">{use}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
