'use server'
import { SocialPosts } from '@banyan/ai/contract'
import { failure } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import { api } from '../api.ts'
import { isContentJob, madeBy } from '../content/from-job.ts'
import type { Fields } from '../content/specs.ts'
import type { FailureView } from '../failure-view.ts'
import { onceFor } from '../jobs/once-for.ts'
import { loadAll } from '../session/guard.ts'
import { runOf, submit } from './runs.ts'

type Result<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly failure: FailureView }

/** Starts the run of a job again, so that one of its fields can be taken from what comes. The nonce makes it one run. */
export async function writeAgain(jobId: string, nonce: string): Promise<Result<{ readonly job: Job }>> {
  const answer = await loadAll(async (ask) => {
    const first = await ask('the run', () => api.jobs.get({ id: String(jobId) }))
    const run = runOf(first)
    const id = await ask('the AI service', () => submit(api, run, onceFor(String(nonce), { again: first.id })))
    return ask('the new run', () => api.jobs.get({ id }))
  })
  return answer.ok ? { ok: true, job: answer.value } : answer
}

/** What a finished run made, field by field. */
export async function madeFields(jobId: string): Promise<Result<{ readonly title: string; readonly fields: Fields }>> {
  const answer = await loadAll(async (ask) => {
    const job = await ask('the run', () => api.jobs.get({ id: String(jobId) }))
    if (job.status !== 'done') throw failure('downstreamFailed', job.error?.title ?? 'The run was stopped.')
    if (isContentJob(job.kind)) {
      const { title, content } = madeBy(job)
      return { title, fields: content.fields }
    }
    const { model: _, variations: __, ...posts } = SocialPosts.parse(job.result)
    return { title: '', fields: posts as Fields }
  })
  return answer.ok ? { ok: true, ...answer.value } : answer
}
