import { Card } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { FolderOpen } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { Pages } from '../../../components/pages.tsx'
import { ProjectDialog } from '../../../features/projects/project-dialog.tsx'
import { ProjectList } from '../../../features/projects/project-list.tsx'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { ProjectsHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Projects' }

export default async function ProjectsPage({ searchParams }: PageProps<'/projects'>) {
  const given = await searchParams
  const cursor = typeof given.cursor === 'string' && given.cursor !== '' ? given.cursor : undefined
  const page = await load(api.content.projects({ limit: 50, ...(cursor && { cursor }) }), '/projects')
  return (
    <>
      <ProjectsHeading />
      <Card>
        {!page.ok ? (
          <Failed failure={page.failure} />
        ) : page.value.items.length === 0 ? (
          <EmptyState icon={FolderOpen} title="No projects yet" actions={<ProjectDialog variant="secondary" />}>
            Whatever you make can be saved to one: a listing with its description, guide, script and posts, for example.
          </EmptyState>
        ) : (
          <ProjectList projects={page.value.items} />
        )}
      </Card>
      {page.ok && (
        <Pages
          path="/projects"
          cursor={cursor}
          next={page.value.nextCursor}
          labels={{ first: 'From the beginning', next: 'More projects' }}
        />
      )}
    </>
  )
}
