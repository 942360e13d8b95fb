import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function PlanHeading() {
  return <PageHeader title="Marketing plan" lead="Steps that follow from your brand audit and your competitors." />
}
