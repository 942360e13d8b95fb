'use server'
import { ai } from '@banyan/ai/contract'
import { content, type Saved } from '@banyan/content/contract'
import { redirect } from 'next/navigation'
import type * as z from 'zod'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { onceFor } from '../../lib/jobs/once-for.ts'
import { type Edited, editDocument } from '../../lib/library/edit-document.ts'
import { AUDIT, auditOf } from '../../lib/market/audit.ts'
import { COMPETITORS, competitorsOf } from '../../lib/market/competitors.ts'
import { PLAN, type PlanDocument, planOf } from '../../lib/market/plan.ts'
import { planInput } from '../../lib/market/plan-input.ts'
import type { Answer } from '../../lib/orchestrate.ts'
import { loadAll } from '../../lib/session/guard.ts'

type Input = z.output<typeof ai.members.generateMarketingPlan.input>

/** Starts a plan from the chosen audit and list of competitors, which are read at once, and goes to its page. */
export async function startPlan(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const entry = (id: string | undefined) => (id ? api.content.get({ id }) : Promise.resolve(undefined))
  const sources = await loadAll(async (ask) => {
    const [audit, list] = await Promise.all([
      ask('the brand audit', () => entry(values.audit)),
      ask('the competitors', () => entry(values.competitors)),
    ])
    return {
      audit: audit?.type === AUDIT ? auditOf(audit.body) : undefined,
      list: list?.type === COMPETITORS ? competitorsOf(list.body) : undefined,
    }
  })
  if (!sources.ok) return { failure: sources.failure, values }
  const wish = { goal: values.goal ?? '', budget: values.budget ?? '' }
  const input = checked(ai.members.generateMarketingPlan.input, planInput(sources.value, wish))
  if (!input.ok) return { failure: input.failure, values }
  const started = await loadAll((ask) => ask('the plan', () => begin(input.value, values.nonce)))
  if (!started.ok) return { failure: started.failure, values }
  redirect(`/plan/run/${started.value.job_id}`)
}

const begin = (input: Input, nonce: string | undefined) => api.ai.generateMarketingPlan(input, onceFor(nonce, input))

/** Marks a step as done or not; `title` says which step was meant, whatever was moved meanwhile. */
export async function tickStep(
  id: string,
  at: number,
  title: string,
  done: boolean,
): Promise<Answer<Edited<PlanDocument>>> {
  const tick = (document: PlanDocument): PlanDocument | undefined => {
    const { steps } = document.plan
    const index = steps[at]?.title === title ? at : steps.findIndex((step) => step.title === title)
    const step = steps[index]
    if (!step) return undefined
    return { ...document, plan: { ...document.plan, steps: steps.with(index, { ...step, done: Boolean(done) }) } }
  }
  return loadAll((ask) => ask('your plan', () => editDocument(String(id), planIn, tick)))
}

/** Begins a plan by hand, and opens it to be written. */
export async function beginPlan(nonce: string): Promise<FailureView> {
  const empty: PlanDocument = {
    plan: { steps: [{ title: 'First step', description: '', tactics: [] }], timeline: '', budget: '' },
  }
  const input = checked(content.members.save.input, {
    type: PLAN,
    title: 'Marketing plan',
    body: JSON.stringify(empty),
  })
  if (!input.ok) return input.failure
  const saved = await loadAll((ask) =>
    ask('the plan', () => api.content.save(input.value, { idempotencyKey: `plan:${nonce}` })),
  )
  if (!saved.ok) return saved.failure
  redirect(`/plan/${saved.value.id}?edit`)
}

const planIn = ({ type, body }: Saved) => (type === PLAN ? planOf(body) : undefined)
