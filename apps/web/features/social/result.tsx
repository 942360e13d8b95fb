import { channelLimits } from '@banyan/ai/contract'
import { Notice } from '@banyan/ui/notice'
import type { Job } from 'banyan/durable/contract'
import { BookMarked } from 'lucide-react'
import { Failed } from '../../components/failed.tsx'
import { Reload } from '../../components/reload.tsx'
import { currentAccount } from '../../lib/account.ts'
import { documentOf } from '../../lib/library/document.ts'
import { draftOf, keepResult } from '../../lib/library/keep.ts'
import { SocialEditor } from './editor.tsx'

/** Finished posts: kept in the library by being shown, and edited there. */
export async function SocialResult({ job }: { readonly job: Job }) {
  const [kept, account] = await Promise.all([keepResult(job), currentAccount()])
  if (kept.state === 'failed' && !kept.failure.temporary) return <Failed failure={kept.failure} />
  const saved = kept.state === 'kept' ? kept.entry : undefined
  const { title, body } = saved ?? draftOf(job)
  const document = documentOf('social-media', body)
  if (document.kind !== 'social') return null
  const { social } = document
  return (
    <div className="grid grid-cols-1 gap-5">
      {kept.state === 'kept' && (
        <p className="flex items-center gap-2 text-ink-2 text-sm">
          <BookMarked aria-hidden className="size-4 text-accent" />
          Saved to your library. Click into a post to change it.
        </p>
      )}
      {kept.state === 'absent' && (
        <Notice title="These posts are not in your library">Saving makes a new entry of them.</Notice>
      )}
      {kept.state === 'failed' && (
        <Notice tone="warn" title="Not saved to your library yet" actions={<Reload label="Save now" />}>
          {kept.failure.title}. The posts are kept with this run meanwhile.
        </Notice>
      )}
      <SocialEditor
        key={saved?.version}
        held={saved && { ...saved, body: JSON.stringify(social) }}
        title={title}
        social={social}
        limits={channelLimits}
        author={account.name}
      />
    </div>
  )
}
