import { buttonClass } from '@banyan/ui/button'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { PageHeader } from '@banyan/ui/page-header'
import { PenLine, PenTool } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Failed } from '../../../../components/failed.tsx'
import { JobList } from '../../../../components/job/job-list.tsx'
import { Link } from '../../../../components/link.tsx'
import { OfflineNote } from '../../../../components/offline-note.tsx'
import { WithoutNote } from '../../../../components/without-note.tsx'
import { EntryList } from '../../../../features/library/entry-list.tsx'
import { Estimate } from '../../../../features/studio/estimate.tsx'
import { StudioForm } from '../../../../features/studio/studio-form.tsx'
import { StudioTabs } from '../../../../features/studio/tabs.tsx'
import { api } from '../../../../lib/api.ts'
import { onlyOffline } from '../../../../lib/models.ts'
import { loadAll } from '../../../../lib/session/guard.ts'
import { desk } from '../../../../lib/studio/desk.ts'
import { formOf, startValues } from '../../../../lib/studio/forms.ts'
import { studioKind } from '../../../../lib/studio/kinds.ts'
import { fromProfile, fromRun } from '../../../../lib/studio/prefill.ts'
import { studioRoute, writeRoute } from '../../../../lib/studio/routes.ts'

export async function generateMetadata({ params }: PageProps<'/studio/[kind]'>): Promise<Metadata> {
  return { title: studioKind((await params).kind)?.title ?? 'Content studio' }
}

export default async function StudioKindPage({ params, searchParams }: PageProps<'/studio/[kind]'>) {
  const [{ kind: key }, given] = await Promise.all([params, searchParams])
  if (key === 'social') redirect('/social')
  const kind = studioKind(key)
  if (!kind) notFound()
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined)
  const answer = await loadAll((ask) => desk(ask, api, kind, text('again')), studioRoute(kind))
  if (!answer.ok) return <Failed level={1} failure={answer.failure} />

  const { profile, runs, earlier, reports, models, generators, again } = answer.value
  const fields = formOf(kind.key)
  const [topic, from] = [text('topic'), text('from')]
  const values = {
    ...(again ? fromRun(again) : { ...startValues(fields), ...(profile && fromProfile(kind.key, profile)) }),
    ...(again && kind.key === 'listing' && { description: 'on', faqs: 'on' }),
    ...(topic && { topic }),
    ...(from && { from }),
  }
  const factual = fields.some(({ name }) => name === 'context')
  return (
    <>
      <PageHeader
        title={kind.title}
        lead={kind.what}
        over={
          <Link href="/studio" className="hover:text-ink hover:underline">
            Content studio
          </Link>
        }
        actions={
          <Link href={writeRoute(kind)} className={buttonClass()}>
            <PenLine aria-hidden className="size-4" />
            Write it yourself
          </Link>
        }
      />
      <StudioTabs current={kind.key} />
      <div className="grid grid-cols-1 gap-5">
        <WithoutNote without={answer.without} />
        <Card>
          <CardBody className="sm:px-6 sm:py-5">
            <StudioForm
              key={`${kind.key} ${again?.id}`}
              kind={kind}
              fields={fields}
              values={values}
              reports={factual ? reports.map(({ id, title }) => ({ id, title })) : undefined}
            >
              <Estimate generators={generators.filter((each) => kind.makes.some(({ job }) => job === each.kind))} />
            </StudioForm>
          </CardBody>
        </Card>
        {onlyOffline(models) && <OfflineNote />}
        <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
          <Card>
            <CardHeader title="Recent runs" />
            <JobList
              jobs={runs}
              empty={
                <EmptyState icon={PenTool} title="No runs yet">
                  Your runs appear here, with their progress while they work.
                </EmptyState>
              }
            />
          </Card>
          <Card>
            <CardHeader title="In your library" />
            {earlier.length === 0 ? (
              <EmptyState icon={PenTool} title="Nothing kept yet">
                What is written is kept here by itself, and so is what you write by hand.
              </EmptyState>
            ) : (
              <EntryList entries={earlier} narrow />
            )}
          </Card>
        </div>
      </div>
    </>
  )
}
