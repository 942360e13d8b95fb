import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function ActivityHeading() {
  return (
    <PageHeader
      title="Activity"
      lead="What is at work and what has ended. Opening a result keeps it in your library."
    />
  )
}
