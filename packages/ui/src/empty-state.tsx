import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** What a list says when there is nothing in it: what would be here, and how it gets here. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-full bg-accent-soft text-accent-soft-ink">
        <Icon aria-hidden className="size-5.5" strokeWidth={1.75} />
      </span>
      <h2 className="text-lg">{title}</h2>
      {children && <p className="mt-1 max-w-[46ch] text-ink-3 text-sm">{children}</p>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
