import { Card } from '@banyan/ui/card'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { Failed } from '../../../../components/failed.tsx'
import { Pages } from '../../../../components/pages.tsx'
import { EntryList } from '../../../../features/library/entry-list.tsx'
import { EmptyProject } from '../../../../features/projects/empty-project.tsx'
import { ProjectHeading } from '../../../../features/projects/project-heading.tsx'
import { api } from '../../../../lib/api.ts'
import { load } from '../../../../lib/session/guard.ts'

/** Asked once a request, though title and page both need it. */
const loadProject = cache((id: string) => load(api.content.project({ id }), `/projects/${encodeURIComponent(id)}`))

export async function generateMetadata({ params }: PageProps<'/projects/[id]'>): Promise<Metadata> {
  const project = await loadProject((await params).id)
  return { title: project.ok ? project.value.name : 'Projects' }
}

export default async function ProjectPage({ params, searchParams }: PageProps<'/projects/[id]'>) {
  const [{ id }, given] = await Promise.all([params, searchParams])
  const cursor = typeof given.cursor === 'string' && given.cursor !== '' ? given.cursor : undefined
  const path = `/projects/${encodeURIComponent(id)}` as const
  const [project, entries] = await Promise.all([
    loadProject(id),
    load(api.content.list({ projectId: id, sort: 'changed', limit: 50, ...(cursor && { cursor }) }), path),
  ])
  if (!project.ok && project.failure.code === 'noSuchProject') notFound()
  if (!project.ok) return <Failed level={1} failure={project.failure} />
  return (
    <>
      <ProjectHeading project={project.value} />
      <Card>
        {!entries.ok ? (
          <Failed failure={entries.failure} />
        ) : entries.value.items.length === 0 ? (
          <EmptyProject id={project.value.id} />
        ) : (
          <EntryList entries={entries.value.items} />
        )}
      </Card>
      {entries.ok && <Pages path={path} cursor={cursor} next={entries.value.nextCursor} />}
    </>
  )
}
