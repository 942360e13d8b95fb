'use server'
import { redirect } from 'next/navigation'
import { api } from '../../lib/api.ts'
import { aiDown } from '../../lib/failure-view.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { jobKind } from '../../lib/jobs/kinds.ts'
import { onceFor } from '../../lib/jobs/once-for.ts'
import { keepResult } from '../../lib/library/keep.ts'
import { loadAll } from '../../lib/session/guard.ts'
import { studioKind, studioKindOf } from '../../lib/studio/kinds.ts'
import { runRoute } from '../../lib/studio/routes.ts'
import { runOf, submit } from '../../lib/studio/runs.ts'
import { start } from '../../lib/studio/start.ts'
import type { StudioState } from './state.ts'

/** Begins what a form of the studio asks for, and goes to the page of its runs. */
export async function startContent(key: string, _: StudioState, form: FormData): Promise<StudioState> {
  const { nonce, from, ...values } = textsOf(form)
  const given = { ...values, ...(from && { from }) }
  const kind = studioKind(String(key))
  if (!kind) redirect('/studio')
  const answer = await loadAll((ask) => start(ask, api, { kind, values, from, nonce }))
  if (!answer.ok) return { failure: answer.failure, values: given }
  if (answer.value.state === 'refused') return { failure: answer.value.failure, values: given }
  if (answer.value.state === 'started') redirect(runRoute(kind, answer.value.jobs))
  const [first] = answer.without
  const earlier = answer.value.earlier.map(({ id, title }) => ({ id, title }))
  return { values: given, earlier, ...(first && { failure: aiDown(first.failure) }) }
}

/** Runs the generator of a job once more, in another tone where one is given, and goes to the page of the new run. */
export async function runAgain(jobId: string, _: FormState, form: FormData): Promise<FormState> {
  const { nonce, tone } = textsOf(form)
  const answer = await loadAll(async (ask) => {
    const run = runOf(await ask('the run', () => api.jobs.get({ id: String(jobId) })))
    const changed = tone ? { ...run, input: { ...run.input, tone } } : run
    const id = await ask('the AI service', () => submit(api, changed, onceFor(nonce, changed)))
    return { id, kind: run.kind }
  })
  if (!answer.ok) return { failure: answer.failure }
  redirect(jobKind(answer.value.kind).page?.(answer.value.id) ?? '/activity')
}

/** Keeps one of several variants in the library and goes to its page; `others` are runs of another kind beside it. */
export async function keepVariant(jobId: string, others: readonly string[], _: FormState): Promise<FormState> {
  const answer = await loadAll(async (ask) => {
    const job = await ask('the run', () => api.jobs.get({ id: String(jobId) }))
    return { job, kept: await keepResult(job) }
  })
  if (!answer.ok) return { failure: answer.failure }
  const { job, kept } = answer.value
  if (kept.state === 'failed') return { failure: kept.failure }
  const kind = studioKindOf(job.kind)
  redirect(kind ? runRoute(kind, [job.id, ...others.map(String)]) : '/saved')
}
