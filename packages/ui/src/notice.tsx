import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export interface NoticeProps {
  readonly tone?: 'info' | 'good' | 'warn' | 'bad'
  readonly title: ReactNode
  readonly children?: ReactNode
  /** What the reader can do about it. */
  readonly actions?: ReactNode
  readonly className?: string
  /** Announced when it appears, for messages that answer an action. */
  readonly live?: boolean
}

/** A calm message inside a page: something is degraded, went wrong, or is worth knowing. */
export function Notice({ tone = 'info', title, children, actions, className, live }: NoticeProps) {
  const Icon = ICONS[tone]
  return (
    <div
      role={live ? 'alert' : undefined}
      className={clsx('flex gap-3 rounded-lg px-4 py-3 text-sm', TONES[tone], className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {children && <div className="mt-0.5 [overflow-wrap:anywhere]">{children}</div>}
        {actions && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}

const ICONS = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const

const TONES = {
  info: 'bg-info-soft text-info-soft-ink',
  good: 'bg-good-soft text-good-soft-ink',
  warn: 'bg-warn-soft text-warn-soft-ink',
  bad: 'bg-bad-soft text-bad-soft-ink',
} as const
