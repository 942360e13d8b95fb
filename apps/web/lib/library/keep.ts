import type { Saved } from '@banyan/content/contract'
import { settle } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import { api } from '../api.ts'
import { type FailureView, failureView } from '../failure-view.ts'
import { type Draft, draftOf } from './drafts.ts'

export type Kept =
  | { readonly state: 'kept'; readonly entry: Saved }
  /** Not in the library: its owner deleted it, or nobody saw it end for more than a day. */
  | { readonly state: 'absent' }
  | { readonly state: 'failed'; readonly failure: FailureView }

/** Milliseconds after its end for which a result is kept without being asked; the engine remembers keys for twice as long. */
const FRESH = 24 * 3600_000

/**
 * Puts the result of a finished job into the library, once, whoever sees it first: page, reload, second tab. The key comes
 * from the job, so every later call gets the first one's entry. When the key may be forgotten, the entry is looked for by
 * the job's id in its body instead. With `again`, a deleted one is made anew.
 */
export async function keepResult(job: Job, again?: string): Promise<Kept> {
  const draft = draftOf(job)
  if (again === undefined && Date.now() - Date.parse(job.finishedAt ?? job.createdAt) > FRESH)
    return found(draft.type, job.id)
  const saved = await saveOnce(draft, again === undefined ? `job:${job.id}` : `job:${job.id}:${again}`)
  if (saved.ok) return entryOf(saved.value.id)
  // Another release of this page kept it in another form.
  if (saved.error.kind === 'conflict' && !saved.error.retry) return found(draft.type, job.id)
  return { state: 'failed', failure: failureView(saved.error) }
}

async function found(type: string, jobId: string): Promise<Kept> {
  const page = await settle(api.content.list({ type, q: jobId, limit: 1 }))
  if (!page.ok) return { state: 'failed', failure: failureView(page.error) }
  const [summary] = page.value.items
  return summary ? entryOf(summary.id) : { state: 'absent' }
}

async function entryOf(id: string): Promise<Kept> {
  const entry = await settle(api.content.get({ id }))
  if (entry.ok) return { state: 'kept', entry: entry.value }
  return entry.error.kind === 'notFound' ? { state: 'absent' } : { state: 'failed', failure: failureView(entry.error) }
}

/** While another tab is saving the same, its answer is waited for. */
async function saveOnce(draft: Draft, idempotencyKey: string) {
  for (let round = 0; ; round++) {
    const saved = await settle(api.content.save(draft, { idempotencyKey }))
    if (saved.ok || saved.error.kind !== 'conflict' || !saved.error.retry || round === 5) return saved
    await new Promise((resolve) => setTimeout(resolve, Math.min(saved.error.retryAfter ?? 200, 1000)))
  }
}
