import { buttonClass } from '@banyan/ui/button'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { PageHeader } from '@banyan/ui/page-header'
import { BookMarked, Telescope } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { JobList } from '../../../components/job/job-list.tsx'
import { Link } from '../../../components/link.tsx'
import { MonthCard } from '../../../features/home/month-card.tsx'
import { stepsOf } from '../../../features/home/next-steps.ts'
import { StepList } from '../../../features/home/step-list.tsx'
import { EntryList } from '../../../features/library/entry-list.tsx'
import { ResearchForm } from '../../../features/research/research-form.tsx'
import { currentAccount } from '../../../lib/account.ts'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { loadWork, PATIENCE } from './load-work.ts'

export const metadata: Metadata = { title: 'Home' }

export default async function HomePage() {
  const now = new Date()
  const [account, work, runs, saved, usage] = await Promise.all([
    currentAccount(),
    loadWork(),
    load(api.jobs.list({ limit: 5 }, PATIENCE), '/home'),
    load(api.content.list({ limit: 5 }, PATIENCE), '/home'),
    load(api.ai.usage({ days: now.getUTCDate() }, PATIENCE), '/home'),
  ])
  return (
    <>
      <PageHeader
        title={account.email ? `Welcome, ${account.name.split(' ')[0]}` : 'Welcome'}
        lead="What to do next, and what you did last."
      />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <StepList
            steps={stepsOf(work, now.getTime())}
            partial={Object.values(work).some((part) => part === undefined)}
          />
          <MonthCard usage={usage} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <Card>
            <CardHeader title="Research a topic" />
            <CardBody>
              <ResearchForm />
            </CardBody>
          </Card>
          <Card>
            <CardHeader title="Activity" aside={<More href="/activity" />} />
            {runs.ok ? (
              <JobList
                kinds
                jobs={runs.value.items}
                empty={
                  <EmptyState icon={Telescope} title="Nothing has run yet">
                    What you start appears here. You can leave while it works.
                  </EmptyState>
                }
              />
            ) : (
              <Failed failure={runs.failure} />
            )}
          </Card>
          <Card>
            <CardHeader title="Library" aside={<More href="/saved" />} />
            {!saved.ok ? (
              <Failed failure={saved.failure} />
            ) : saved.value.items.length === 0 ? (
              <EmptyState
                icon={BookMarked}
                title="Your library is empty"
                actions={
                  <Link href="/saved/new" className={buttonClass({ size: 'sm' })}>
                    Write a note
                  </Link>
                }
              >
                What you make is kept here by itself.
              </EmptyState>
            ) : (
              <EntryList entries={saved.value.items} narrow />
            )}
          </Card>
        </div>
      </div>
    </>
  )
}

function More({ href }: { readonly href: '/activity' | '/saved' }) {
  return (
    <Link href={href} className="text-accent text-sm underline-offset-3 hover:underline">
      See all
    </Link>
  )
}
