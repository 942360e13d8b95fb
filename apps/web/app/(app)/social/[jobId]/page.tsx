import { Tone } from '@banyan/ai/contract'
import { buttonClass } from '@banyan/ui/button'
import { PageHeader } from '@banyan/ui/page-header'
import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { Failed } from '../../../../components/failed.tsx'
import { JobEnded } from '../../../../components/job/job-ended.tsx'
import { JobRun } from '../../../../components/job/job-run.tsx'
import { StatusBadge } from '../../../../components/job/status-badge.tsx'
import { Link } from '../../../../components/link.tsx'
import { ModelBadge } from '../../../../components/model-badge.tsx'
import { Time } from '../../../../components/time.tsx'
import { SocialResult } from '../../../../features/social/result.tsx'
import { RunAgain } from '../../../../features/studio/run-again.tsx'
import { api } from '../../../../lib/api.ts'
import { jobTitle } from '../../../../lib/jobs/kinds.ts'
import { loadJob, modelOf } from '../../../../lib/jobs/load.ts'
import { load } from '../../../../lib/session/guard.ts'
import { toneOf } from '../../../../lib/studio/runs.ts'

export async function generateMetadata({ params }: PageProps<'/social/[jobId]'>): Promise<Metadata> {
  const job = await loadJob((await params).jobId, 'social')
  return { title: job.ok ? jobTitle(job.value) : 'Social posts' }
}

export default async function SocialRunPage({ params }: PageProps<'/social/[jobId]'>) {
  const { jobId } = await params
  const [loaded, projects] = await Promise.all([
    loadJob(jobId, 'social'),
    load(api.content.projects({}), `/social/${encodeURIComponent(jobId)}`),
  ])
  if (!loaded.ok) {
    if (loaded.failure.code === 'noSuchJob') notFound()
    return <Failed level={1} failure={loaded.failure} />
  }
  const job = loaded.value
  if (job.kind !== 'ai.generateSocialMediaPost') notFound()
  const model = modelOf(job)
  return (
    <>
      <PageHeader
        over={
          <Link href="/social" className="hover:text-ink hover:underline">
            Social posts
          </Link>
        }
        title={jobTitle(job)}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-sm">
            {job.finishedAt && <StatusBadge status={job.status} />}
            {model && <ModelBadge model={model} />}
            <Time at={job.createdAt} look="date" />
          </span>
        }
      />
      {job.status === 'done' ? (
        <SocialResult job={job} projects={projects.ok ? projects.value.items : undefined}>
          <div className="max-w-sm">
            <RunAgain
              jobId={job.id}
              tones={Tone.options}
              tone={toneOf(job)}
              form={`/social?topic=${encodeURIComponent(jobTitle(job))}` as Route}
            />
          </div>
        </SocialResult>
      ) : job.finishedAt ? (
        <JobEnded
          job={job}
          manual={
            <Link href="/saved/new?type=social-media" className={buttonClass({ size: 'sm', variant: 'ghost' })}>
              Write them yourself
            </Link>
          }
        />
      ) : (
        <JobRun key={job.attempts} job={job} />
      )}
    </>
  )
}
