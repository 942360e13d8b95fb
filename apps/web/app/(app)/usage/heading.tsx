import { PageHeader } from '@banyan/ui/page-header'
import type { ReactNode } from 'react'

/** The head of the page, also while the rest of it is loading. */
export function UsageHeading({ actions }: { readonly actions?: ReactNode }) {
  return (
    <PageHeader
      title="Usage"
      lead="What your generations asked of models, and what it cost. In US dollars; days are those of UTC."
      actions={actions}
    />
  )
}
