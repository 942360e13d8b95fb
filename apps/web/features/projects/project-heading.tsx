import type { Project } from '@banyan/content/contract'
import { buttonClass } from '@banyan/ui/button'
import { PageHeader } from '@banyan/ui/page-header'
import { PenLine } from 'lucide-react'
import { Link } from '../../components/link.tsx'
import { entriesIn } from './entries-in.ts'
import { ProjectDialog } from './project-dialog.tsx'
import { RemoveProject } from './remove-project.tsx'

/** The head of a project: what it is, and what can be done with it. */
export function ProjectHeading({ project }: { readonly project: Project }) {
  return (
    <PageHeader
      over={
        <Link href="/projects" className="hover:text-ink hover:underline">
          Projects
        </Link>
      }
      title={project.name}
      lead={
        <>
          {project.description && <span className="block whitespace-pre-line">{project.description}</span>}
          <span className="text-ink-3 text-sm">{entriesIn(project)}</span>
        </>
      }
      actions={
        <>
          <RemoveProject project={project} />
          <ProjectDialog project={project} variant="secondary" />
          <Link href={`/saved/new?project=${project.id}`} className={buttonClass({ variant: 'primary' })}>
            <PenLine aria-hidden className="size-4" />
            New note
          </Link>
        </>
      }
    />
  )
}
