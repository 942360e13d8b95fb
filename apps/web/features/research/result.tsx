import { ResearchReport } from '@banyan/ai/contract'
import { buttonClass } from '@banyan/ui/button'
import { CopyButton } from '@banyan/ui/copy-button'
import { failure } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import { Megaphone } from 'lucide-react'
import { Failed } from '../../components/failed.tsx'
import { Link } from '../../components/link.tsx'
import { Report } from '../../components/report.tsx'
import { failureView } from '../../lib/failure-view.ts'
import { keepResult } from '../../lib/library/keep.ts'
import { reportMarkdown } from '../../lib/library/report-markdown.ts'
import { KeptNote } from './kept-note.tsx'

/** A finished run: its report, kept in the library by being shown. */
export async function ResearchResult({ job, topic }: { readonly job: Job; readonly topic: string }) {
  const report = ResearchReport.safeParse(job.result)
  if (!report.success) {
    const detail = 'The result of this run is in a form that this page does not know.'
    return <Failed failure={failureView(failure('internal', detail))} />
  }
  const kept = await keepResult(job)
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <KeptNote kept={kept} jobId={job.id} />
        <div className="flex flex-wrap items-center gap-2">
          <CopyButton
            variant="secondary"
            size="md"
            label="Copy as Markdown"
            text={reportMarkdown(topic, report.data)}
          />
          {kept.state === 'kept' && (
            <Link href={`/social?from=${kept.entry.id}`} className={buttonClass({ variant: 'primary' })}>
              <Megaphone aria-hidden className="size-4" />
              Create social posts from this
            </Link>
          )}
        </div>
      </div>
      <Report report={report.data} />
    </>
  )
}
