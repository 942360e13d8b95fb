import { ai } from '@banyan/ai/contract'
import { buttonClass } from '@banyan/ui/button'
import { PageHeader } from '@banyan/ui/page-header'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Failed } from '../../../../../components/failed.tsx'
import { JobEnded } from '../../../../../components/job/job-ended.tsx'
import { JobRun } from '../../../../../components/job/job-run.tsx'
import { Link } from '../../../../../components/link.tsx'
import { ModelBadge } from '../../../../../components/model-badge.tsx'
import { Time } from '../../../../../components/time.tsx'
import { SentimentResult } from '../../../../../features/reviews/sentiment-result.tsx'
import { api } from '../../../../../lib/api.ts'
import { modelOf } from '../../../../../lib/jobs/load.ts'
import { load } from '../../../../../lib/session/guard.ts'

export const metadata: Metadata = { title: 'One review' }

export default async function SentimentPage({ params }: PageProps<'/reviews/one/[jobId]'>) {
  const { jobId } = await params
  const path = `/reviews/one/${encodeURIComponent(jobId)}`
  const [loaded, profile] = await Promise.all([
    load(api.jobs.get({ id: jobId }), path),
    load(api.content.agentProfile({}), path),
  ])
  if (!loaded.ok) {
    if (loaded.failure.code === 'noSuchJob') notFound()
    return <Failed level={1} failure={loaded.failure} />
  }
  const job = loaded.value
  if (job.kind !== 'ai.analyzeReviewSentiment') notFound()
  const { comment } = ai.members.analyzeReviewSentiment.input.parse(job.input)
  const model = modelOf(job)
  return (
    <>
      <PageHeader
        over={
          <Link href="/reviews" className="hover:text-ink hover:underline">
            Reviews
          </Link>
        }
        title="One review"
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-sm">
            {model && <ModelBadge model={model} />}
            <Time at={job.createdAt} look="date" />
          </span>
        }
      />
      {job.status === 'done' ? (
        <SentimentResult job={job} comment={comment} agent={profile.ok ? profile.value.name : ''} />
      ) : job.finishedAt ? (
        <JobEnded
          job={job}
          manual={
            <Link href="/saved/new" className={buttonClass({ size: 'sm', variant: 'ghost' })}>
              Write an answer yourself
            </Link>
          }
        />
      ) : (
        <JobRun key={job.attempts} job={job} />
      )}
    </>
  )
}
