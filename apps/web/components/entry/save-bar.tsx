'use client'
import { Button } from '@banyan/ui/button'
import { Notice } from '@banyan/ui/notice'
import type { ReactNode } from 'react'
import type { useEntry } from './use-entry.ts'

export interface SaveBarProps {
  readonly entry: ReturnType<typeof useEntry>
  /** More buttons, before the one that saves. */
  readonly children?: ReactNode
  /** For editors that are left by saving: what the button does when everything is saved already. */
  readonly onDone?: (() => void) | undefined
}

/** Whether everything is saved, and the button that does it. */
export function SaveBar({ entry, children, onDone }: SaveBarProps) {
  const { dirty, saving, problem, held, save } = entry
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex min-h-9 flex-wrap items-center justify-end gap-2">
        <span role="status" className="mr-auto text-ink-3 text-sm">
          {saving ? 'Saving' : dirty ? (held ? 'Unsaved changes' : 'Not saved yet') : 'All changes saved'}
        </span>
        {children}
        <Button variant="primary" onClick={dirty ? save : onDone} busy={saving} disabled={!dirty && !onDone}>
          Save
        </Button>
      </div>
      {problem?.state === 'gone' && (
        <Notice live tone="warn" title="This entry was deleted elsewhere">
          Copy what you need: there is nothing left to save it over.
        </Notice>
      )}
      {problem?.state === 'failed' && (
        <Notice live tone={problem.failure.temporary ? 'warn' : 'bad'} title={`Not saved: ${problem.failure.title}`}>
          {problem.failure.detail && <p>{problem.failure.detail}</p>}
          <p>Your text stands here unchanged. {problem.failure.temporary && 'Try again in a moment.'}</p>
          {problem.failure.requestId && <p className="mt-1 text-xs">Request id {problem.failure.requestId}</p>}
        </Notice>
      )}
    </div>
  )
}
