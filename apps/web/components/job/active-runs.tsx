import { Card, CardHeader } from '@banyan/ui/card'
import type { JobSummary } from 'banyan/durable/contract'
import { JobList } from './job-list.tsx'

/** Runs that have not ended, where there are any. */
export function ActiveRuns({ title, jobs }: { readonly title: string; readonly jobs: readonly JobSummary[] }) {
  if (jobs.length === 0) return null
  return (
    <Card>
      <CardHeader title={title} />
      <JobList jobs={jobs} empty={null} />
    </Card>
  )
}
