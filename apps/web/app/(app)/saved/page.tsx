import { Card } from '@banyan/ui/card'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { Pages } from '../../../components/pages.tsx'
import { EntryList } from '../../../features/library/entry-list.tsx'
import { LibraryFilter } from '../../../features/library/library-filter.tsx'
import { LibraryMenu } from '../../../features/library/library-menu.tsx'
import { NoEntries } from '../../../features/library/no-entries.tsx'
import { sortOf } from '../../../features/library/sorts.ts'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { LibraryHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Library' }

export default async function LibraryPage({ searchParams }: PageProps<'/saved'>) {
  const given = await searchParams
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined)
  const [type, q, cursor, projectId] = [text('type'), text('q')?.slice(0, 200), text('cursor'), text('project')]
  const sort = sortOf(text('sort'))
  const [page, projects] = await Promise.all([
    load(
      api.content.list({
        limit: 20,
        sort,
        ...(type && { type }),
        ...(q && { q }),
        ...(projectId && { projectId }),
        ...(cursor && { cursor }),
      }),
      '/saved',
    ),
    load(api.content.projects({ limit: 200 }), '/saved'),
  ])
  const query = { type, q, project: projectId, sort: sort === 'newest' ? undefined : sort }
  return (
    <>
      <LibraryHeading menu={<LibraryMenu />} />
      <LibraryFilter
        type={type}
        q={q}
        sort={sort}
        project={projectId}
        projects={projects.ok ? projects.value.items : []}
      />
      <Card>
        {!page.ok ? (
          <Failed failure={page.failure} />
        ) : page.value.items.length === 0 ? (
          <NoEntries filtered={type !== undefined || q !== undefined || projectId !== undefined} />
        ) : (
          <EntryList entries={page.value.items} />
        )}
      </Card>
      {page.ok && (
        <Pages
          path="/saved"
          query={query}
          cursor={cursor}
          next={page.value.nextCursor}
          labels={sort === 'title' ? { first: 'From the beginning', next: 'More' } : undefined}
        />
      )}
    </>
  )
}
