import { buttonClass } from '@banyan/ui/button'
import { Card } from '@banyan/ui/card'
import type { JobStatus } from 'banyan/durable/contract'
import { clsx } from 'clsx'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { Link } from '../../../components/link.tsx'
import { ActivityList } from '../../../features/activity/activity-list.tsx'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { ActivityHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Activity' }

const VIEWS: readonly { readonly key: string; readonly label: string; readonly status: readonly JobStatus[] }[] = [
  { key: 'all', label: 'All', status: [] },
  { key: 'active', label: 'Active', status: ['pending', 'running'] },
  { key: 'done', label: 'Done', status: ['done'] },
  { key: 'ended', label: 'Failed or cancelled', status: ['failed', 'cancelled'] },
]

export default async function ActivityPage({ searchParams }: PageProps<'/activity'>) {
  const { view: wanted, cursor } = await searchParams
  const view = VIEWS.find(({ key }) => key === wanted) ?? VIEWS[0]
  const page = await load(
    api.jobs.list({
      limit: 25,
      ...(view && view.status.length > 0 && { status: [...view.status] }),
      ...(typeof cursor === 'string' && { cursor }),
    }),
    '/activity',
  )
  return (
    <>
      <ActivityHeading />
      <nav aria-label="Which" className="mb-4 flex flex-wrap gap-1">
        {VIEWS.map(({ key, label }) => (
          <Link
            key={key}
            href={key === 'all' ? '/activity' : `/activity?view=${key}`}
            aria-current={key === view?.key ? 'true' : undefined}
            className={clsx(
              'rounded-full px-3 py-1 font-medium text-sm',
              key === view?.key ? 'bg-accent-soft text-accent-soft-ink' : 'text-ink-2 hover:bg-hover',
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Card>{page.ok ? <ActivityList jobs={page.value.items} /> : <Failed failure={page.failure} />}</Card>
      {page.ok && page.value.nextCursor && (
        <nav aria-label="Pages" className="mt-4 flex justify-end">
          <Link
            href={{ pathname: '/activity', query: { view: view?.key, cursor: page.value.nextCursor } }}
            className={buttonClass({ size: 'sm' })}
          >
            Older
          </Link>
        </nav>
      )}
    </>
  )
}
