import type { Job } from 'banyan/durable/contract'
import type { ReactNode } from 'react'
import { ExportMenu } from '../../components/entry/export-menu.tsx'
import { Failed } from '../../components/failed.tsx'
import { KeptLine } from '../../components/job/kept-line.tsx'
import { currentAccount } from '../../lib/account.ts'
import { documentOf } from '../../lib/library/document.ts'
import { draftOf } from '../../lib/library/drafts.ts'
import { keepResult } from '../../lib/library/keep.ts'
import { readable } from '../../lib/library/readable.ts'
import { SocialEditor } from './editor.tsx'
import { postLimits } from './limits.ts'

export interface SocialResultProps {
  readonly job: Job
  readonly projects: readonly { readonly id: string; readonly name: string }[] | undefined
  /** Below the posts. */
  readonly children?: ReactNode
}

/** Finished posts: kept in the library by being shown, and edited there. */
export async function SocialResult({ job, projects, children }: SocialResultProps) {
  const [kept, account] = await Promise.all([keepResult(job), currentAccount()])
  if (kept.state === 'failed' && !kept.failure.temporary) return <Failed failure={kept.failure} />
  const saved = kept.state === 'kept' ? kept.entry : undefined
  const { title, body } = saved ?? draftOf(job)
  const document = documentOf('social-media', body)
  if (document.kind !== 'social') return null
  const { social } = document
  return (
    <div className="grid grid-cols-1 gap-5">
      <KeptLine kept={kept} jobId={job.id} />
      <SocialEditor
        key={saved?.version}
        rewrites
        held={saved && { ...saved, body: JSON.stringify(social) }}
        title={title}
        social={social}
        limits={postLimits}
        author={account.name}
        projects={saved && projects && { all: projects, current: saved.projectId }}
      >
        {saved && <ExportMenu id={saved.id} text={readable(saved.type, title, body)} />}
      </SocialEditor>
      {children}
    </div>
  )
}
