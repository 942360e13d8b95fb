import type { ReactNode } from 'react'

export interface PageHeaderProps {
  readonly title: ReactNode
  readonly lead?: ReactNode
  /** Above the title: where this page belongs. */
  readonly over?: ReactNode
  readonly actions?: ReactNode
}

/** The head of a page: its one `h1`, a sentence about it, and its main actions. */
export function PageHeader({ title, lead, over, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 max-w-[70ch]">
        {over && <div className="mb-1.5 text-ink-3 text-sm">{over}</div>}
        <h1 className="text-2xl [overflow-wrap:anywhere]">{title}</h1>
        {lead && <p className="mt-1 text-ink-2">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
