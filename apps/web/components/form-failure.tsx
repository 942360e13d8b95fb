import { Notice } from '@banyan/ui/notice'
import type { FailureView } from '../lib/failure-view.ts'
import { waiting } from '../lib/waiting.ts'

/** Why a form was not accepted, when no single field is to blame. */
export function FormFailure({ failure }: { readonly failure: FailureView | undefined }) {
  if (!failure || Object.keys(failure.fields).length > 0) return null
  const down = failure.code === 'modelUnavailable'
  return (
    <Notice
      live
      tone={failure.temporary ? 'warn' : 'bad'}
      title={down ? 'AI service temporarily unavailable' : failure.title}
    >
      {failure.detail && <p>{failure.detail}</p>}
      {failure.retryAfter !== undefined && <p>Try again in {waiting(failure.retryAfter)}.</p>}
      {failure.requestId && (
        <p className="mt-1 text-xs">
          Request id <code className="select-all font-mono">{failure.requestId}</code>
        </p>
      )}
    </Notice>
  )
}
