import { buttonClass } from '@banyan/ui/button'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { PageHeader } from '@banyan/ui/page-header'
import { BookMarked, Telescope } from 'lucide-react'
import type { Metadata } from 'next'
import { Failed } from '../../../components/failed.tsx'
import { JobList } from '../../../components/job/job-list.tsx'
import { Link } from '../../../components/link.tsx'
import { EntryList } from '../../../features/library/entry-list.tsx'
import { ResearchForm } from '../../../features/research/research-form.tsx'
import { currentAccount } from '../../../lib/account.ts'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'

export const metadata: Metadata = { title: 'Home' }

export default async function HomePage() {
  const [account, runs, saved] = await Promise.all([
    currentAccount(),
    load(api.jobs.list({ limit: 5 }), '/home'),
    load(api.content.list({ limit: 5 }), '/home'),
  ])
  return (
    <>
      <PageHeader
        title={account.email ? `Welcome, ${account.name.split(' ')[0]}` : 'Welcome'}
        lead="What do you want to find out?"
      />
      <div className="grid grid-cols-1 gap-5">
        <Card>
          <CardBody className="sm:px-6 sm:py-5">
            <ResearchForm />
          </CardBody>
        </Card>
        <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
          <Card>
            <CardHeader title="Activity" aside={<More href="/activity" />} />
            {runs.ok ? (
              <JobList
                kinds
                jobs={runs.value.items}
                empty={
                  <EmptyState icon={Telescope} title="Nothing has run yet">
                    Start with a topic above. You can leave while it works.
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
                Finished reports and posts are kept here by themselves.
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
