'use server'
import { api } from '../api.ts'
import type { FailureView } from '../failure-view.ts'
import { load } from '../session/guard.ts'

export type JobAnswer = { readonly ok: true } | { readonly ok: false; readonly failure: FailureView }

/** Stops a job of the signed-in user. */
export async function cancelJob(id: string): Promise<JobAnswer> {
  const answer = await load(api.jobs.cancel({ id: String(id) }))
  return answer.ok ? { ok: true } : answer
}

/** Starts a failed or cancelled job of the signed-in user again. */
export async function retryJob(id: string): Promise<JobAnswer> {
  const answer = await load(api.jobs.retry({ id: String(id) }))
  return answer.ok ? { ok: true } : answer
}
