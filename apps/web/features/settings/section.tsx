import { Card } from '@banyan/ui/card'
import type { ReactNode } from 'react'

export interface SectionProps {
  /** Its address on the page. */
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly children: ReactNode
}

/** One subject of the settings: what it is about on the left, its controls on the right. */
export function Section({ id, title, hint, children }: SectionProps) {
  return (
    <Card id={id} className="grid scroll-mt-20 gap-x-10 gap-y-4 px-5 py-5 sm:px-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div>
        <h2 className="text-base">{title}</h2>
        <p className="mt-0.5 text-ink-3 text-sm">{hint}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </Card>
  )
}
