import { Card } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { Trash2 } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../../components/failed.tsx'
import { Pages } from '../../../../components/pages.tsx'
import { DeletedList } from '../../../../features/library/deleted-list.tsx'
import { api } from '../../../../lib/api.ts'
import { load } from '../../../../lib/session/guard.ts'
import { DeletedHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Recently deleted' }

export default async function DeletedPage({ searchParams }: PageProps<'/saved/deleted'>) {
  const given = await searchParams
  const cursor = typeof given.cursor === 'string' && given.cursor !== '' ? given.cursor : undefined
  const page = await load(
    api.content.list({ deleted: true, sort: 'changed', limit: 50, ...(cursor && { cursor }) }),
    '/saved/deleted',
  )
  return (
    <>
      <DeletedHeading />
      <Card>
        {!page.ok ? (
          <Failed failure={page.failure} />
        ) : page.value.items.length === 0 ? (
          <EmptyState icon={Trash2} title="Nothing was deleted">
            What you delete stands here for thirty days, and can be brought back.
          </EmptyState>
        ) : (
          <DeletedList entries={page.value.items} />
        )}
      </Card>
      {page.ok && <Pages path="/saved/deleted" cursor={cursor} next={page.value.nextCursor} />}
    </>
  )
}
