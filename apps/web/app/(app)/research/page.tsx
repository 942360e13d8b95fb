import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { Telescope } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { JobList } from '../../../components/job/job-list.tsx'
import { Link } from '../../../components/link.tsx'
import { OfflineNote } from '../../../components/offline-note.tsx'
import { ResearchForm } from '../../../features/research/research-form.tsx'
import { api } from '../../../lib/api.ts'
import { models, onlyOffline } from '../../../lib/models.ts'
import { load } from '../../../lib/session/guard.ts'
import { ResearchHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Research' }

export default async function ResearchPage({ searchParams }: PageProps<'/research'>) {
  const [{ topic }, runs, known] = await Promise.all([
    searchParams,
    load(api.jobs.list({ kind: 'ai.runResearchAgent', limit: 8 }), '/research'),
    models(),
  ])
  return (
    <>
      <ResearchHeading />
      <div className="grid grid-cols-1 gap-5">
        <Card>
          <CardBody className="sm:px-6 sm:py-5">
            <ResearchForm key={String(topic ?? '')} topic={typeof topic === 'string' ? topic : ''} />
          </CardBody>
        </Card>
        {onlyOffline(known) && <OfflineNote />}
        <Card>
          <CardHeader
            title="Recent runs"
            aside={
              <Link href="/activity" className="text-accent text-sm underline-offset-3 hover:underline">
                All activity
              </Link>
            }
          />
          {runs.ok ? (
            <JobList
              jobs={runs.value.items}
              empty={
                <EmptyState icon={Telescope} title="No research yet">
                  Your runs appear here, with their progress while they work and their report when they are done.
                </EmptyState>
              }
            />
          ) : (
            <Failed failure={runs.failure} />
          )}
        </Card>
      </div>
    </>
  )
}
