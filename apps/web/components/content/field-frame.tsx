import { CopyButton } from '@banyan/ui/copy-button'
import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

export interface FieldFrameProps {
  readonly label: string
  readonly hint?: string | undefined
  /** What is copied of it. */
  readonly text: string
  /** Characters written, where a limit is known. */
  readonly length?: number
  readonly limit?: number | undefined
  /** More buttons. */
  readonly actions?: ReactNode
  /** Below the field: what is offered instead. */
  readonly below?: ReactNode
  readonly children: ReactNode
}

/** A field with its name, how much of its room it takes, and what can be done with it alone. */
export function FieldFrame({ label, hint, text, length, limit, actions, below, children }: FieldFrameProps) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would give its legend a look of its own
    <div role="group" aria-labelledby={id} className="grid grid-cols-1 gap-1.5">
      <div className="flex min-h-8 flex-wrap items-center gap-x-1">
        <h2 id={id} className="mr-auto font-medium text-ink-3 text-sm">
          {label}
        </h2>
        {limit !== undefined && length !== undefined && <Room length={length} limit={limit} />}
        <CopyButton text={text} label={`Copy: ${label}`} icon />
        {actions}
      </div>
      {children}
      {hint && <p className="text-ink-3 text-xs">{hint}</p>}
      {below}
    </div>
  )
}

function Room({ length, limit }: { readonly length: number; readonly limit: number }) {
  const over = length > limit
  return (
    <span className={clsx('mr-1 text-xs tabular-nums', over ? 'font-semibold text-bad' : 'text-ink-3')}>
      {over
        ? `${(length - limit).toLocaleString('en')} over ${limit.toLocaleString('en')}`
        : `${length.toLocaleString('en')} / ${limit.toLocaleString('en')}`}
    </span>
  )
}
