import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function StudioHeading() {
  return (
    <PageHeader
      title="Content studio"
      lead="Say what it is about. What comes back is yours to change, and is kept in your library."
    />
  )
}
