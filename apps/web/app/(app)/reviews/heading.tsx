import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function ReviewsHeading() {
  return <PageHeader title="Reviews" lead="What clients speak of, how they mean it, and what follows from it." />
}
