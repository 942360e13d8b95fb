import { PageHeader } from '@banyan/ui/page-header'
import { ProjectDialog } from '../../../features/projects/project-dialog.tsx'

/** The head of the page, also while the rest of it is loading. */
export function ProjectsHeading() {
  return (
    <PageHeader
      title="Projects"
      lead="What belongs together: a listing, a client, a campaign. Only you can see it."
      actions={<ProjectDialog />}
    />
  )
}
