import { ErrorState } from '@banyan/ui/error-state'
import type { ReactNode } from 'react'
import type { FailureView } from '../lib/failure-view.ts'
import { Reload } from './reload.tsx'

/** Stands where a page or a part of it could not be loaded. */
export function Failed({ failure, actions }: { readonly failure: FailureView; readonly actions?: ReactNode }) {
  return (
    <ErrorState
      title={failure.title}
      requestId={failure.requestId}
      temporary={failure.temporary}
      actions={
        <>
          <Reload />
          {actions}
        </>
      }
    >
      {failure.temporary ? (
        <p>
          Nothing is lost.{' '}
          {failure.retryAfter ? `Try again in ${failure.retryAfter} seconds.` : 'Try again in a moment.'}
        </p>
      ) : (
        failure.detail && <p>{failure.detail}</p>
      )}
    </ErrorState>
  )
}
