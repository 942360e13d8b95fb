import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function SettingsHeading() {
  return <PageHeader title="Settings" lead="Your profile, how Banyan behaves for you, and where you are signed in." />
}
