import { CloudOff, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export interface ErrorStateProps {
  readonly title: string
  /** 1 where it is all that a page shows. Default 2. */
  readonly level?: 1 | 2
  readonly children?: ReactNode
  /** Under which the server logged it, for whoever asks for help. */
  readonly requestId?: string | undefined
  /** The part that did not answer is expected back: shown calmer than a failure. */
  readonly temporary?: boolean
  readonly actions?: ReactNode
}

/** What stands where something could not be shown: what happened, what can be done, and the id to quote. */
export function ErrorState({ title, level = 2, children, requestId, temporary, actions }: ErrorStateProps) {
  const Icon = temporary ? CloudOff : TriangleAlert
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-full bg-warn-soft text-warn-soft-ink">
        <Icon aria-hidden className="size-5.5" strokeWidth={1.75} />
      </span>
      <Heading className="text-lg">{title}</Heading>
      {children && <div className="mt-1 max-w-[52ch] text-ink-3 text-sm">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
      {requestId && (
        <p className="mt-5 text-ink-3 text-xs">
          Request id <code className="select-all font-mono">{requestId}</code>
        </p>
      )}
    </div>
  )
}
