import type { Route } from 'next'

/** What a job is called, and where its page is. */
export interface JobKind {
  readonly label: string
  readonly page: ((id: string) => Route) | undefined
}

export function jobKind(kind: string): JobKind {
  return KINDS[kind] ?? { label: kind, page: undefined }
}

/** What a job is about, as its list shows it. */
export function jobTitle(job: { readonly kind: string; readonly input: unknown }): string {
  const { input } = job
  if (typeof input === 'object' && input !== null && 'topic' in input && typeof input.topic === 'string')
    return input.topic
  return jobKind(job.kind).label
}

const KINDS: Readonly<Record<string, JobKind>> = {
  'ai.runResearchAgent': { label: 'Research', page: (id) => `/research/${id}` as Route },
  'ai.generateSocialMediaPost': { label: 'Social posts', page: (id) => `/social/${id}` as Route },
}
