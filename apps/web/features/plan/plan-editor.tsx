'use client'
import { Button, buttonClass } from '@banyan/ui/button'
import { Card } from '@banyan/ui/card'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Textarea } from '@banyan/ui/textarea'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConflictDialog } from '../../components/entry/conflict-dialog.tsx'
import { SaveBar } from '../../components/entry/save-bar.tsx'
import { type Held, useEntry } from '../../components/entry/use-entry.ts'
import { Link } from '../../components/link.tsx'
import type { PlanDocument, Step } from '../../lib/market/plan.ts'
import { planText } from '../../lib/market/plan-text.ts'

/** Changes what a plan says: its steps, their order, timeline and budget. */
export function PlanEditor({ entry: saved, document }: { readonly entry: Held; readonly document: PlanDocument }) {
  const router = useRouter()
  const [title, setTitle] = useState(saved.title)
  const [plan, setPlan] = useState(document.plan)
  const edited = { ...document, plan }
  const entry = useEntry({
    held: { ...saved, body: JSON.stringify(document) },
    type: 'marketing-plan',
    draft: { title, body: JSON.stringify(edited) },
    onSaved: () => router.push(`/plan/${saved.id}`),
  })
  const steps = (change: (steps: Step[]) => Step[]) => setPlan((before) => ({ ...before, steps: change(before.steps) }))
  const set = (at: number, part: Partial<Step>) =>
    steps((all) => all.map((step, index) => (index === at ? { ...step, ...part } : step)))
  const move = (at: number, by: 1 | -1) =>
    steps((all) => {
      const [one, other] = [all[at], all[at + by]]
      return one && other ? all.with(at, other).with(at + by, one) : all
    })

  return (
    <div className="grid max-w-4xl grid-cols-1 gap-5">
      <SaveBar entry={entry}>
        <Link href={`/plan/${saved.id}`} className={buttonClass({ variant: 'ghost' })}>
          Cancel
        </Link>
      </SaveBar>
      <Field label="Title">
        <Input value={title} maxLength={300} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <ol className="grid grid-cols-1 gap-4">
        {plan.steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name of its own while it is written
          <li key={at}>
            <Card aria-label={`Step ${at + 1}`} className="grid grid-cols-1 gap-4 px-5 py-4">
              <div className="flex items-center gap-1">
                <span className="flex-1 font-semibold text-ink-3 text-sm">Step {at + 1}</span>
                <Row label={`Move step ${at + 1} up`} icon={ArrowUp} disabled={at === 0} onClick={() => move(at, -1)} />
                <Row
                  label={`Move step ${at + 1} down`}
                  icon={ArrowDown}
                  disabled={at === plan.steps.length - 1}
                  onClick={() => move(at, 1)}
                />
                <Row
                  label={`Remove step ${at + 1}`}
                  icon={Trash2}
                  onClick={() => steps((all) => all.filter((_, index) => index !== at))}
                />
              </div>
              <Field label="What">
                <Input
                  value={step.title}
                  maxLength={160}
                  onChange={(event) => set(at, { title: event.target.value })}
                />
              </Field>
              <Field label="Description">
                <Textarea
                  rows={2}
                  maxLength={1500}
                  value={step.description}
                  onChange={(event) => set(at, { description: event.target.value })}
                />
              </Field>
              <Field label="Tactics" hint="One in a line.">
                <Textarea
                  rows={2}
                  value={step.tactics.join('\n')}
                  onChange={(event) => set(at, { tactics: event.target.value.split('\n') })}
                />
              </Field>
            </Card>
          </li>
        ))}
      </ol>
      <div>
        <Button onClick={() => steps((all) => [...all, { title: '', description: '', tactics: [] }])}>
          <Plus aria-hidden className="size-4" />
          Add a step
        </Button>
      </div>
      <Field label="Timeline">
        <Textarea
          rows={3}
          maxLength={2000}
          value={plan.timeline}
          onChange={(event) => setPlan({ ...plan, timeline: event.target.value })}
        />
      </Field>
      <Field label="Budget">
        <Textarea
          rows={3}
          maxLength={2000}
          value={plan.budget}
          onChange={(event) => setPlan({ ...plan, budget: event.target.value })}
        />
      </Field>
      <ConflictDialog entry={entry} mine={planText(title, edited)} />
    </div>
  )
}

interface RowProps {
  readonly label: string
  readonly icon: typeof ArrowUp
  readonly disabled?: boolean
  readonly onClick: () => void
}

function Row({ label, icon: Icon, disabled = false, onClick }: RowProps) {
  return (
    <Button icon size="sm" variant="ghost" aria-label={label} disabled={disabled} onClick={onClick}>
      <Icon aria-hidden className="size-4" />
    </Button>
  )
}
