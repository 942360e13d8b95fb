import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function ResearchHeading() {
  return (
    <PageHeader
      title="Research"
      lead="Give it a topic. It searches, reads and writes a report whose every source you can open."
    />
  )
}
