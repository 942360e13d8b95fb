import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function IntegrationsHeading() {
  return <PageHeader title="Integrations" lead="Your accounts elsewhere, with which the tools work for you." />
}
