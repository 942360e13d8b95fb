import type { Job } from 'banyan/durable/contract'
import { cache } from 'react'
import { api } from '../api.ts'
import { type Loaded, load } from '../session/guard.ts'

/** A job for its page under `/research` or `/social`. Asked once a request, though title and page both need it. */
export const loadJob = cache(
  (id: string, section: 'research' | 'social'): Promise<Loaded<Job>> =>
    load(api.jobs.get({ id }), `/${section}/${encodeURIComponent(id)}`),
)

/** The model that a finished job's result names. */
export function modelOf({ result }: Pick<Job, 'result'>): string | undefined {
  if (typeof result !== 'object' || result === null || !('model' in result)) return undefined
  return typeof result.model === 'string' ? result.model : undefined
}
