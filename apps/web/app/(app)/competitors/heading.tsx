import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function CompetitorsHeading() {
  return (
    <PageHeader title="Competitors" lead="Who works where you work, how they stand, and who is found before you." />
  )
}
