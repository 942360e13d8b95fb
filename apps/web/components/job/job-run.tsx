'use client'
import { Card } from '@banyan/ui/card'
import { Progress } from '@banyan/ui/progress'
import type { Job } from 'banyan/durable/contract'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { jobTitle } from '../../lib/jobs/kinds.ts'
import { CancelJob } from './cancel-job.tsx'
import { ConnectionNote } from './connection-note.tsx'
import type { JobView } from './job-view.ts'
import { StatusBadge } from './status-badge.tsx'
import { Timeline } from './timeline.tsx'
import { useJob } from './use-job.ts'

export interface JobRunProps {
  readonly job: Job
  /** Stands below the story, e.g. what there is of the result already. */
  readonly below?: (view: JobView) => ReactNode
}

/** A running job: how far it is, what it does, and the way to stop it. Shows the result page when it has ended. */
export function JobRun({ job, below }: JobRunProps) {
  const router = useRouter()
  const { view, connection } = useJob(job, () => router.refresh())
  const waiting = view.status === 'pending'

  const run = (
    <Card aria-label="Progress">
      <div className="border-line border-b px-5 py-4">
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="min-w-0 flex-1 font-medium" aria-live="polite">
            {waiting ? 'Waiting for its turn' : view.message || 'Starting'}
          </p>
          <StatusBadge status={view.status} />
          <span className="w-10 text-right text-ink-3 text-sm tabular-nums">{Math.round(view.percent)}%</span>
          <CancelJob id={job.id} title={jobTitle(job)} disabled={isOver(view.status)} />
        </div>
        <Progress value={view.percent} label="Progress of the work" className="mt-3" />
        <ConnectionNote connection={connection} attempt={view.attempt} />
      </div>
      <Timeline lines={view.lines} />
    </Card>
  )
  if (!below) return run
  return (
    <div className="grid grid-cols-1 gap-5">
      {run}
      {below(view)}
    </div>
  )
}

const isOver = (status: string) => status === 'done' || status === 'failed' || status === 'cancelled'
