'use client'
import { Progress } from '@banyan/ui/progress'
import type { Job } from 'banyan/durable/contract'
import { useState } from 'react'
import { getJson } from '../../lib/browser/get.ts'
import { jobTitle } from '../../lib/jobs/kinds.ts'
import { CancelJob } from './cancel-job.tsx'
import { useJob } from './use-job.ts'

export interface InlineJobProps {
  readonly job: Job
  /** Called with the whole job once it has ended, however it ended. */
  readonly onEnd: (job: Job) => void
}

/** A running job within a page about something else: one line of what it does, and the way to stop it. */
export function InlineJob({ job, onEnd }: InlineJobProps) {
  const [lost, setLost] = useState(false)
  const ended = () => {
    getJson<Job>(`/jobs/${encodeURIComponent(job.id)}`).then(onEnd, () => setLost(true))
  }
  const { view, connection } = useJob(job, ended)
  const title = jobTitle(job)
  return (
    <div className="rounded-md border border-line bg-sunken px-4 py-3">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2 text-sm">
        <p className="min-w-0 flex-1 [overflow-wrap:anywhere]" role="status">
          {lost || connection === 'lost'
            ? 'This run can no longer be followed here. Load the page again.'
            : view.status === 'pending'
              ? 'Waiting for its turn'
              : view.message || 'Starting'}
        </p>
        <span className="text-ink-3 text-xs tabular-nums">{Math.round(view.percent)}%</span>
        <CancelJob id={job.id} title={title} disabled={view.status === 'done'} />
      </div>
      <Progress value={view.percent} label={`Progress of ${title}`} className="mt-2" />
    </div>
  )
}
