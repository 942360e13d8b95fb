import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function AuditHeading() {
  return (
    <PageHeader
      title="Brand audit"
      lead="Name, address and phone should stand everywhere as they are. Here you see where they do not."
    />
  )
}
