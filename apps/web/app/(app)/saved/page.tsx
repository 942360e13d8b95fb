import { buttonClass } from '@banyan/ui/button'
import { Card } from '@banyan/ui/card'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { Link } from '../../../components/link.tsx'
import { EntryList } from '../../../features/library/entry-list.tsx'
import { LibraryFilter } from '../../../features/library/library-filter.tsx'
import { NoEntries } from '../../../features/library/no-entries.tsx'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { LibraryHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Library' }

export default async function LibraryPage({ searchParams }: PageProps<'/saved'>) {
  const given = await searchParams
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined)
  const [type, q, cursor] = [text('type'), text('q')?.slice(0, 200), text('cursor')]
  const page = await load(
    api.content.list({ limit: 20, ...(type && { type }), ...(q && { q }), ...(cursor && { cursor }) }),
    '/saved',
  )
  return (
    <>
      <LibraryHeading />
      <LibraryFilter type={type} q={q} />
      <Card>
        {!page.ok ? (
          <Failed failure={page.failure} />
        ) : page.value.items.length === 0 ? (
          <NoEntries filtered={type !== undefined || q !== undefined} />
        ) : (
          <EntryList entries={page.value.items} />
        )}
      </Card>
      {page.ok && (cursor || page.value.nextCursor) && (
        <nav aria-label="Pages" className="mt-4 flex justify-between">
          {cursor ? (
            <Link href={{ pathname: '/saved', query: { type, q } }} className={buttonClass({ size: 'sm' })}>
              Newest
            </Link>
          ) : (
            <span />
          )}
          {page.value.nextCursor && (
            <Link
              href={{ pathname: '/saved', query: { type, q, cursor: page.value.nextCursor } }}
              className={buttonClass({ size: 'sm' })}
            >
              Older
            </Link>
          )}
        </nav>
      )}
    </>
  )
}
