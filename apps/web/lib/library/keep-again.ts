'use server'
import { redirect } from 'next/navigation'
import { api } from '../api.ts'
import type { FormState } from '../form-state.ts'
import { load } from '../session/guard.ts'
import { entryPage } from './entry-page.ts'
import { keepResult } from './keep.ts'

/** Keeps a result again whose entry was deleted from the library, and opens it. */
export async function keepAgain(jobId: string, nonce: string, _: FormState): Promise<FormState> {
  const job = await load(api.jobs.get({ id: String(jobId) }))
  if (!job.ok) return { failure: job.failure }
  const kept = await keepResult(job.value, String(nonce))
  if (kept.state === 'failed') return { failure: kept.failure }
  redirect(kept.state === 'kept' ? entryPage(kept.entry) : '/saved')
}
