'use client'
import { Button } from '@banyan/ui/button'
import { ErrorState } from '@banyan/ui/error-state'

export interface CrashProps {
  readonly error: Error & { digest?: string }
  readonly reset: () => void
}

/** What stands where a page broke in a way nobody foresaw. The digest is in the web process's log with the whole story. */
export function Crash({ error, reset }: CrashProps) {
  return (
    <ErrorState
      title="This page could not be shown"
      level={1}
      requestId={error.digest}
      actions={<Button onClick={reset}>Try again</Button>}
    >
      <p>Something broke on our side. Your work is stored and is not affected.</p>
    </ErrorState>
  )
}
