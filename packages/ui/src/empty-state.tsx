import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  /** 1 where it is all that a page shows. Default 2. */
  readonly level?: 1 | 2
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** What a list says when there is nothing in it: what would be here, and how it gets here. */
export function EmptyState({ icon: Icon, title, level = 2, children, actions }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-full bg-accent-soft text-accent-soft-ink">
        <Icon aria-hidden className="size-5.5" strokeWidth={1.75} />
      </span>
      <Heading className="text-lg">{title}</Heading>
      {children && <p className="mt-1 max-w-[46ch] text-ink-3 text-sm">{children}</p>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
