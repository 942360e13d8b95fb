import { buttonClass } from '@banyan/ui/button'
import { Notice } from '@banyan/ui/notice'
import { PenLine } from 'lucide-react'
import { Link } from '../../components/link.tsx'
import { RequestId } from '../../components/request-id.tsx'
import type { FailureView } from '../../lib/failure-view.ts'
import type { StudioKind } from '../../lib/studio/kinds.ts'
import { writeRoute } from '../../lib/studio/routes.ts'
import { waiting } from '../../lib/waiting.ts'

export interface DownNoteProps {
  readonly kind: StudioKind
  readonly failure: FailureView | undefined
  readonly earlier: readonly { readonly id: string; readonly title: string }[]
}

/** The AI service does not answer: said plainly, with what was written before, and the way to write by hand. */
export function DownNote({ kind, failure, earlier }: DownNoteProps) {
  return (
    <Notice
      live
      tone="warn"
      title="AI service temporarily unavailable"
      actions={
        <Link href={writeRoute(kind)} className={buttonClass({ size: 'sm' })}>
          <PenLine aria-hidden className="size-4" />
          Write it yourself
        </Link>
      }
    >
      <p>
        What you filled in stays here.
        {failure?.retryAfter !== undefined && ` Try again in ${waiting(failure.retryAfter)}.`}
      </p>
      {earlier.length > 0 && (
        <>
          <p className="mt-2">From before, in your library:</p>
          <ul className="list-disc pl-5">
            {earlier.map(({ id, title }) => (
              <li key={id}>
                <Link href={`/saved/${id}`} className="font-medium underline underline-offset-3">
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <RequestId id={failure?.requestId} />
    </Notice>
  )
}
