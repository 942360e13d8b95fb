import { Notice } from '@banyan/ui/notice'
import { BookMarked } from 'lucide-react'
import type { Kept } from '../../lib/library/keep.ts'
import { Link } from '../link.tsx'
import { Reload } from '../reload.tsx'
import { RequestId } from '../request-id.tsx'
import { KeepAgain } from './keep-again.tsx'

/** Where the result of a run went that is changed where it is shown, and the way out where it went nowhere. */
export function KeptLine({ kept, jobId }: { readonly kept: Kept; readonly jobId: string }) {
  if (kept.state === 'absent') return <KeepAgain jobId={jobId} />
  if (kept.state === 'failed')
    return (
      <Notice tone="warn" title="Not saved to your library yet" actions={<Reload label="Save now" />}>
        {kept.failure.title}. The result is kept with this run meanwhile.
        <RequestId id={kept.failure.requestId} />
      </Notice>
    )
  return (
    <p className="flex items-center gap-2 text-ink-2 text-sm">
      <BookMarked aria-hidden className="size-4 text-accent" />
      <span>
        Saved to your{' '}
        <Link href={`/saved/${kept.entry.id}`} className="font-medium text-accent underline underline-offset-3">
          library
        </Link>
        . Click into a text to change it.
      </span>
    </p>
  )
}
