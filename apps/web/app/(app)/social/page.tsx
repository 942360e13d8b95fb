import { Tone } from '@banyan/ai/contract'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { Megaphone } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { JobList } from '../../../components/job/job-list.tsx'
import { OfflineNote } from '../../../components/offline-note.tsx'
import { PostsForm } from '../../../features/social/posts-form.tsx'
import { StudioTabs } from '../../../features/studio/tabs.tsx'
import { api } from '../../../lib/api.ts'
import { REPORT } from '../../../lib/library/document.ts'
import { models, onlyOffline } from '../../../lib/models.ts'
import { load } from '../../../lib/session/guard.ts'
import { SocialHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Social posts' }

export default async function SocialPage({ searchParams }: PageProps<'/social'>) {
  const [{ from, topic }, runs, reports, known] = await Promise.all([
    searchParams,
    load(api.jobs.list({ kind: 'ai.generateSocialMediaPost', limit: 8 }), '/social'),
    load(api.content.list({ type: REPORT, limit: 50 }), '/social'),
    models(),
  ])
  const sources = reports.ok ? reports.value.items.map(({ id, title }) => ({ id, title })) : []
  const source = sources.find(({ id }) => id === from)
  return (
    <>
      <SocialHeading />
      <StudioTabs current="social" />
      <div className="grid grid-cols-1 gap-5">
        <Card>
          <CardBody className="sm:px-6 sm:py-5">
            <PostsForm
              key={source?.id ?? String(topic ?? '')}
              tones={Tone.options}
              reports={sources}
              from={source?.id}
              topic={source?.title ?? (typeof topic === 'string' ? topic : undefined)}
            />
          </CardBody>
        </Card>
        {onlyOffline(known) && <OfflineNote />}
        <Card>
          <CardHeader title="Recent runs" />
          {runs.ok ? (
            <JobList
              jobs={runs.value.items}
              empty={
                <EmptyState icon={Megaphone} title="No posts yet">
                  Posts that you have written appear here. They are kept in your library as well.
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
