import { failure } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import type { ReactNode } from 'react'

import { SourceList } from '../../components/content/source-list.tsx'
import { DegradedNote } from '../../components/degraded-note.tsx'
import { ExportMenu } from '../../components/entry/export-menu.tsx'
import { Failed } from '../../components/failed.tsx'
import { KeptLine } from '../../components/job/kept-line.tsx'
import { contentOf } from '../../lib/content/body.ts'
import { madeBy } from '../../lib/content/from-job.ts'
import { contentText } from '../../lib/content/text.ts'
import { failureView } from '../../lib/failure-view.ts'
import { json } from '../../lib/json.ts'
import { keepResult } from '../../lib/library/keep.ts'
import { ContentEditor } from './parts.tsx'

export interface ContentResultProps {
  readonly job: Job
  readonly projects: readonly { readonly id: string; readonly name: string }[] | undefined
  /** Beside the content, above its sources. */
  readonly aside: ReactNode
}

/** What a finished run made: kept in the library by being shown, and changed there. */
export async function ContentResult({ job, projects, aside }: ContentResultProps) {
  const made = resultOf(job)
  if (!made) {
    const detail = 'The result of this run is in a form that this page does not know.'
    return <Failed failure={failureView(failure('internal', { detail }))} />
  }
  const kept = await keepResult(job)
  const saved = kept.state === 'kept' ? kept.entry : undefined
  // What was changed since shows as it is now; an entry that became something else stays in the library alone.
  const content = (saved && contentOf(made.content.type, json(saved.body))) ?? made.content
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid grid-cols-1 gap-4">
        <KeptLine kept={kept} jobId={job.id} />
        <DegradedNote degraded={content.origin.degraded ?? []} />
        <ContentEditor
          key={saved?.version}
          rewrites
          held={saved}
          title={saved?.title ?? made.title}
          content={content}
          projects={saved && projects && { all: projects, current: saved.projectId }}
        >
          {saved && <ExportMenu id={saved.id} text={contentText(saved.title, content.type, content.fields)} />}
        </ContentEditor>
      </div>
      <div className="grid grid-cols-1 gap-5">
        {aside}
        {content.origin.sources && <SourceList sources={content.origin.sources} />}
      </div>
    </div>
  )
}

function resultOf(job: Job) {
  try {
    return madeBy(job)
  } catch {
    // An older release made it in another form: the page says so.
    return undefined
  }
}
