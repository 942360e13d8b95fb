import { Card, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { PenTool } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { JobList } from '../../../components/job/job-list.tsx'
import { Link } from '../../../components/link.tsx'
import { OfflineNote } from '../../../components/offline-note.tsx'
import { WithoutNote } from '../../../components/without-note.tsx'
import { KindCards } from '../../../features/studio/kind-cards.tsx'
import { api } from '../../../lib/api.ts'
import { onlyOffline } from '../../../lib/models.ts'
import { loadAll } from '../../../lib/session/guard.ts'
import { overview } from '../../../lib/studio/overview.ts'
import { StudioHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Content studio' }

export default async function StudioPage() {
  const answer = await loadAll((ask) => overview(ask, api), '/studio')
  if (!answer.ok) return <Failed level={1} failure={answer.failure} />
  const { generators, models, runs } = answer.value
  return (
    <>
      <StudioHeading />
      <div className="grid grid-cols-1 gap-5">
        <WithoutNote without={answer.without} />
        <KindCards generators={generators} />
        {onlyOffline(models) && <OfflineNote />}
        <Card>
          <CardHeader
            title="Recent runs"
            aside={
              <Link href="/activity" className="text-accent text-sm underline-offset-3 hover:underline">
                All activity
              </Link>
            }
          />
          <JobList
            kinds
            jobs={runs}
            empty={
              <EmptyState icon={PenTool} title="Nothing written yet">
                Choose a kind of content above. Your runs appear here, and what they make in your library.
              </EmptyState>
            }
          />
        </Card>
      </div>
    </>
  )
}
