import { PageHeader } from '@banyan/ui/page-header'

/** The head of the page, also while the rest of it is loading. */
export function ProfileHeading() {
  return (
    <PageHeader
      title="Agent profile"
      lead="Who you are and how you are reached. The other tools work with what stands here."
    />
  )
}
