import { BookMarked, CircleAlert } from 'lucide-react'
import { KeepAgain } from '../../components/job/keep-again.tsx'
import { Link } from '../../components/link.tsx'
import { Reload } from '../../components/reload.tsx'
import type { Kept } from '../../lib/library/keep.ts'

/** Says where the report went, and gives the way there or the way out of trouble. */
export function KeptNote({ kept, jobId }: { readonly kept: Kept; readonly jobId: string }) {
  if (kept.state === 'kept')
    return (
      <p className="flex items-center gap-2 text-ink-2 text-sm">
        <BookMarked aria-hidden className="size-4 text-accent" />
        <span>
          Saved to your{' '}
          <Link href={`/saved/${kept.entry.id}`} className="font-medium text-accent underline underline-offset-3">
            library
          </Link>
        </span>
      </p>
    )
  if (kept.state === 'absent') return <KeepAgain jobId={jobId} />
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <span className="flex items-center gap-2">
        <CircleAlert aria-hidden className="size-4 text-bad" />
        Not saved to your library yet: {kept.failure.title.toLowerCase()}
      </span>
      <Reload label="Save now" />
    </div>
  )
}
