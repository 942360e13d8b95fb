'use client'
import { buttonClass } from '@banyan/ui/button'
import { EmptyState } from '@banyan/ui/empty-state'
import type { JobSummary } from 'banyan/durable/contract'
import { Activity } from 'lucide-react'
import { CancelJob } from '../../components/job/cancel-job.tsx'
import { JobList } from '../../components/job/job-list.tsx'
import { RetryJob } from '../../components/job/retry-job.tsx'
import { Link } from '../../components/link.tsx'
import { jobKind, jobTitle } from '../../lib/jobs/kinds.ts'

/** Jobs with what can be done about each. */
export function ActivityList({ jobs }: { readonly jobs: readonly JobSummary[] }) {
  return (
    <JobList
      kinds
      jobs={jobs}
      actions={(job) => <Actions job={job} />}
      empty={
        <EmptyState
          icon={Activity}
          title="Nothing here"
          actions={
            <Link href="/research" className={buttonClass({ variant: 'primary' })}>
              Start research
            </Link>
          }
        >
          Research runs and posts that are being written appear here, with their progress.
        </EmptyState>
      }
    />
  )
}

function Actions({ job }: { readonly job: JobSummary }) {
  if (!job.finishedAt) return <CancelJob id={job.id} title={jobTitle(job)} />
  if (job.status !== 'done') return <RetryJob id={job.id} />
  const page = jobKind(job.kind).page?.(job.id)
  if (!page) return null
  return (
    <Link href={page} className={buttonClass({ size: 'sm' })} aria-label={`Open result: ${jobTitle(job)}`}>
      Open result
    </Link>
  )
}
