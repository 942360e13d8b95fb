import { Card } from '@banyan/ui/card'
import type { Job } from 'banyan/durable/contract'
import { clsx } from 'clsx'
import { ContentView } from '../../components/content/content-view.tsx'
import { JobEnded } from '../../components/job/job-ended.tsx'
import { ModelBadge } from '../../components/model-badge.tsx'
import { contentTypeOf, isContentJob, madeBy } from '../../lib/content/from-job.ts'
import { modelOf } from '../../lib/jobs/load.ts'
import type { StudioKind } from '../../lib/studio/kinds.ts'
import { writeRoute } from '../../lib/studio/routes.ts'
import { toneOf } from '../../lib/studio/runs.ts'
import { KeepVariant } from './keep-variant.tsx'
import { ContentRun } from './parts.tsx'

export interface VariantsProps {
  readonly jobs: readonly Job[]
  /** Runs of another kind that were begun with them. */
  readonly others: readonly string[]
  readonly kind: StudioKind
}

/** Several runs of the same beside each other, to keep one of them. */
export function Variants({ jobs, others, kind }: VariantsProps) {
  return (
    <div
      className={clsx('grid grid-cols-1 items-start gap-5', jobs.length === 2 ? 'lg:grid-cols-2' : 'lg:grid-cols-3')}
    >
      {jobs.map((job, at) => (
        <section key={job.id} aria-label={`Variant ${at + 1}`} className="grid min-w-0 grid-cols-1 gap-3">
          <div className="flex min-h-8 flex-wrap items-center gap-2">
            <h2 className="text-base">Variant {at + 1}</h2>
            <span className="mr-auto text-ink-3 text-sm">{toneOf(job)}</span>
            {job.status === 'done' && <KeepVariant jobId={job.id} name={`Variant ${at + 1}`} others={others} />}
          </div>
          <Variant job={job} kind={kind} />
        </section>
      ))}
    </div>
  )
}

function Variant({ job, kind }: { readonly job: Job; readonly kind: StudioKind }) {
  if (!isContentJob(job.kind)) return null
  const type = contentTypeOf(job.kind)
  if (!job.finishedAt) return <ContentRun key={job.attempts} job={job} type={type} byHand={writeRoute(kind, type)} />
  if (job.status !== 'done') return <JobEnded job={job} />
  const { title, content } = madeBy(job)
  const model = modelOf(job)
  return (
    <>
      <Card className="flex flex-wrap items-center gap-2 px-5 py-3">
        <h3 className="mr-auto text-base">{title}</h3>
        {model && <ModelBadge model={model} />}
      </Card>
      <ContentView short content={content} top={3} />
    </>
  )
}
