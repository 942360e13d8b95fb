'use client'
import { aboveRowClass, List, Row, rowLinkClass } from '@banyan/ui/list'
import { Progress } from '@banyan/ui/progress'
import type { JobSummary } from 'banyan/durable/contract'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { jobKind, jobTitle } from '../../lib/jobs/kinds.ts'
import { KindIcon } from '../kind-icon.tsx'
import { Link } from '../link.tsx'
import { Time } from '../time.tsx'
import { StatusBadge } from './status-badge.tsx'
import { useJobList } from './use-job-list.ts'

export interface JobListProps {
  readonly jobs: readonly JobSummary[]
  readonly empty: ReactNode
  /** Buttons of a row. */
  readonly actions?: (job: JobSummary) => ReactNode
  /** Also says which kind of work each row is. */
  readonly kinds?: boolean
}

/** Jobs as rows that follow what happens to them. */
export function JobList({ jobs, empty, actions, kinds = false }: JobListProps) {
  const rows = useJobList(jobs)
  if (rows.length === 0) return empty
  return (
    <List>
      {rows.map((job) => (
        <Row key={job.id}>
          {kinds && <KindSign kind={job.kind} />}
          <div className="min-w-0 flex-1 basis-36">
            <Title job={job} />
            <Story job={job} kinds={kinds} />
          </div>
          <div className={clsx('ml-auto flex items-center gap-2', actions && aboveRowClass)}>
            <StatusBadge status={job.status} />
            {actions?.(job)}
          </div>
        </Row>
      ))}
    </List>
  )
}

function Title({ job }: { readonly job: JobSummary }) {
  const page = jobKind(job.kind).page?.(job.id)
  if (!page) return <p className="font-medium [overflow-wrap:anywhere]">{jobTitle(job)}</p>
  return (
    <Link href={page} className={clsx(rowLinkClass, '[overflow-wrap:anywhere]')}>
      {jobTitle(job)}
    </Link>
  )
}

function Story({ job, kinds }: { readonly job: JobSummary; readonly kinds: boolean }) {
  if (job.status === 'running')
    return (
      <div className="mt-1 flex items-center gap-3 text-ink-3 text-xs">
        <Progress value={job.progress.percent} label={`Progress of ${jobTitle(job)}`} className="w-28 shrink-0" />
        <span className="truncate">{job.progress.message}</span>
      </div>
    )
  const parts = [
    kinds && jobKind(job.kind).label,
    job.attempts > 1 && `${job.attempts} attempts`,
    job.status === 'failed' && job.error?.title,
    took(job),
  ].filter(Boolean)
  return (
    <p className="flex flex-wrap gap-x-1.5 text-ink-3 text-xs">
      <Time at={job.createdAt} />
      {parts.map((part) => (
        <span key={String(part)}>· {part}</span>
      ))}
    </p>
  )
}

function KindSign({ kind }: { readonly kind: string }) {
  return (
    <span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-soft-ink">
      <KindIcon kind={jobKind(kind).type} className="size-4.5" />
    </span>
  )
}

function took({ startedAt, finishedAt }: JobSummary): string | undefined {
  if (!startedAt || !finishedAt) return undefined
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
