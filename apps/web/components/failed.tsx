import { ErrorState } from '@banyan/ui/error-state'
import type { ReactNode } from 'react'
import type { FailureView } from '../lib/failure-view.ts'
import { waiting } from '../lib/waiting.ts'
import { Reload } from './reload.tsx'

export interface FailedProps {
  readonly failure: FailureView
  /** 1 where it is all that a page shows. Default 2. */
  readonly level?: 1 | 2
  readonly actions?: ReactNode
}

/** Stands where a page or a part of it could not be loaded. */
export function Failed({ failure, level = 2, actions }: FailedProps) {
  return (
    <ErrorState
      title={failure.title}
      level={level}
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
          {failure.retryAfter ? `Try again in ${waiting(failure.retryAfter)}.` : 'Try again in a moment.'}
        </p>
      ) : (
        failure.detail && <p>{failure.detail}</p>
      )}
    </ErrorState>
  )
}
