import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function TrainingHeading() {
  return (
    <PageHeader title="Training" lead="Short lessons on each tool: what it does, and how to get the most out of it." />
  )
}
