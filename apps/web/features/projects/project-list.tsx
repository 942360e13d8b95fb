import type { Project } from '@banyan/content/contract'
import { List, Row, rowLinkClass } from '@banyan/ui/list'
import { FolderOpen } from 'lucide-react'
import { Link } from '../../components/link.tsx'
import { Time } from '../../components/time.tsx'
import { entriesIn } from './entries-in.ts'

/** Projects as rows, by name. */
export function ProjectList({ projects }: { readonly projects: readonly Project[] }) {
  return (
    <List>
      {projects.map((project) => (
        <Row key={project.id} className="flex-nowrap!">
          <span className="grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-ink-2">
            <FolderOpen aria-hidden className="size-4.5" strokeWidth={1.8} />
          </span>
          <div className="min-w-0 flex-1">
            <Link href={`/projects/${project.id}`} className={`${rowLinkClass} line-clamp-1`}>
              {project.name}
            </Link>
            {project.description && <p className="line-clamp-1 text-ink-3 text-sm">{project.description}</p>}
          </div>
          <span className="shrink-0 text-ink-3 text-sm tabular-nums">{entriesIn(project)}</span>
          <Time
            at={project.createdAt}
            look="date"
            className="hidden w-24 shrink-0 text-right text-ink-3 text-xs sm:block"
          />
        </Row>
      ))}
    </List>
  )
}
