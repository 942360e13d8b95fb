import { Tone } from '@banyan/ai/contract'
import { PageHeader } from '@banyan/ui/page-header'
import type { Job } from 'banyan/durable/contract'
import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { Failed } from '../../../../../components/failed.tsx'
import { StatusBadge } from '../../../../../components/job/status-badge.tsx'
import { Link } from '../../../../../components/link.tsx'
import { ModelBadge } from '../../../../../components/model-badge.tsx'
import { Time } from '../../../../../components/time.tsx'
import { ContentResult } from '../../../../../features/studio/content-result.tsx'
import { ContentRun } from '../../../../../features/studio/parts.tsx'
import { RunAgain } from '../../../../../features/studio/run-again.tsx'
import { RunEnded } from '../../../../../features/studio/run-ended.tsx'
import { Variants } from '../../../../../features/studio/variants.tsx'
import { api } from '../../../../../lib/api.ts'
import { contentTypeOf, isContentJob } from '../../../../../lib/content/from-job.ts'
import { jobKind, jobTitle } from '../../../../../lib/jobs/kinds.ts'
import { modelOf } from '../../../../../lib/jobs/load.ts'
import { loadAll } from '../../../../../lib/session/guard.ts'
import { type StudioKind, studioKind } from '../../../../../lib/studio/kinds.ts'
import { runRoute, studioRoute, writeRoute } from '../../../../../lib/studio/routes.ts'
import { toneOf } from '../../../../../lib/studio/runs.ts'
import { type Runs, runsPage } from '../../../../../lib/studio/runs-page.ts'

export async function generateMetadata({ params }: PageProps<'/studio/[kind]/[jobId]'>): Promise<Metadata> {
  return { title: studioKind((await params).kind)?.title ?? 'Content studio' }
}

export default async function StudioRunPage({ params, searchParams }: PageProps<'/studio/[kind]/[jobId]'>) {
  const [{ kind: key, jobId }, { with: others = [] }] = await Promise.all([params, searchParams])
  const kind = studioKind(key)
  if (!kind) notFound()
  const ids = [jobId, ...[others].flat()]
  const answer = await loadAll((ask) => runsPage(ask, api, kind, ids), runRoute(kind, ids))
  if (!answer.ok) {
    if (answer.failure.code === 'noSuchJob' || answer.failure.code === 'notFound') notFound()
    return <Failed level={1} failure={answer.failure} />
  }
  const { groups } = answer.value
  const first = groups[0]?.[0]
  if (!first) notFound()
  return (
    <>
      <PageHeader
        over={
          <Link href={studioRoute(kind)} className="hover:text-ink hover:underline">
            {kind.title}
          </Link>
        }
        title={jobTitle(first)}
        lead={<Facts job={first} />}
      />
      <div className="grid grid-cols-1 gap-8">
        {groups.map((jobs) => (
          <Group key={jobs[0]?.kind} jobs={jobs} kind={kind} page={answer.value} />
        ))}
      </div>
    </>
  )
}

function Facts({ job }: { readonly job: Job }) {
  const model = modelOf(job)
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-sm">
      {job.finishedAt && <StatusBadge status={job.status} />}
      {model && <ModelBadge model={model} />}
      {toneOf(job)}
      <Time at={job.createdAt} look="date" />
    </span>
  )
}

interface GroupProps {
  readonly jobs: readonly Job[]
  readonly kind: StudioKind
  readonly page: Runs
}

/** The runs of one kind of job: one of them with its result, or several to choose from. */
function Group({ jobs: [job, ...more], kind, page }: GroupProps) {
  if (!job || !isContentJob(job.kind)) return null
  const type = contentTypeOf(job.kind)
  const others = page.groups.flat().filter((other) => other.kind !== job.kind)
  const body =
    more.length > 0 ? (
      <Variants jobs={[job, ...more]} others={others.map(({ id }) => id)} kind={kind} />
    ) : job.status === 'done' ? (
      <ContentResult
        job={job}
        projects={page.projects}
        aside={
          <RunAgain
            jobId={job.id}
            tones={Tone.options}
            tone={toneOf(job)}
            form={`${studioRoute(kind)}?again=${job.id}` as Route}
          />
        }
      />
    ) : job.finishedAt ? (
      <RunEnded job={job} kind={kind} type={type} earlier={page.earlier} />
    ) : (
      <ContentRun key={job.attempts} job={job} type={type} byHand={writeRoute(kind, type)} />
    )
  if (page.groups.length === 1) return body
  return (
    <section aria-label={jobKind(job.kind).label} className="grid grid-cols-1 gap-3">
      <h2 className="text-lg">{jobKind(job.kind).label}</h2>
      {body}
    </section>
  )
}
