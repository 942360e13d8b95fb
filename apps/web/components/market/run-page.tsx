import { Notice } from '@banyan/ui/notice'
import { PageHeader } from '@banyan/ui/page-header'
import type { Job } from 'banyan/durable/contract'
import type { Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { jobTitle } from '../../lib/jobs/kinds.ts'
import { type Draft, draftOf } from '../../lib/library/drafts.ts'
import { entryPage } from '../../lib/library/entry-page.ts'
import { keepResult } from '../../lib/library/keep.ts'
import { load } from '../../lib/session/guard.ts'
import { Failed } from '../failed.tsx'
import { JobEnded } from '../job/job-ended.tsx'
import { JobRun } from '../job/job-run.tsx'
import { KeepAgain } from '../job/keep-again.tsx'
import { StatusBadge } from '../job/status-badge.tsx'
import { Link } from '../link.tsx'
import { Reload } from '../reload.tsx'
import { Time } from '../time.tsx'

export interface RunPageProps {
  readonly jobId: string
  /** Its own address, without the job: `/audit/run`. */
  readonly path: string
  /** The only kind of job that this page is for. */
  readonly kind: string
  /** Where it belongs. */
  readonly over: { readonly href: Route; readonly label: string }
  /** What can be done when no model answers. */
  readonly manual?: ReactNode
  /** The result, for as long as it is not in the library. */
  readonly result: (draft: Draft) => ReactNode
}

/** A run whose result becomes an entry of the library: followed while it works, and when it is done, the entry's page. */
export async function RunPage({ jobId, path, kind, over, manual, result }: RunPageProps) {
  const loaded = await load(api.jobs.get({ id: jobId }), `${path}/${encodeURIComponent(jobId)}`)
  if (!loaded.ok) {
    if (loaded.failure.code === 'noSuchJob') notFound()
    return <Failed level={1} failure={loaded.failure} />
  }
  const job = loaded.value
  if (job.kind !== kind) notFound()
  return (
    <>
      <PageHeader
        over={
          <Link href={over.href} className="hover:text-ink hover:underline">
            {over.label}
          </Link>
        }
        title={jobTitle(job)}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-sm">
            {job.finishedAt && <StatusBadge status={job.status} />}
            <Time at={job.createdAt} look="date" />
          </span>
        }
      />
      {job.status === 'done' ? (
        <Done job={job} result={result} />
      ) : job.finishedAt ? (
        <JobEnded job={job} manual={manual} />
      ) : (
        <JobRun key={job.attempts} job={job} />
      )}
    </>
  )
}

async function Done({ job, result }: { readonly job: Job; readonly result: RunPageProps['result'] }) {
  const kept = await keepResult(job)
  if (kept.state === 'kept') redirect(entryPage(kept.entry))
  return (
    <div className="grid grid-cols-1 gap-5">
      {kept.state === 'absent' ? (
        <KeepAgain jobId={job.id} />
      ) : (
        <Notice tone="warn" title="Not saved to your library yet" actions={<Reload label="Save now" />}>
          {kept.failure.title}. The result is kept with this run meanwhile.
        </Notice>
      )}
      {result(draftOf(job))}
    </div>
  )
}
