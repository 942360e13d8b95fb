import type { Connection } from '@banyan/oauth/contract'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { MessagesSquare } from 'lucide-react'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { Failed } from '../../../components/failed.tsx'
import { ActiveRuns } from '../../../components/job/active-runs.tsx'
import { ShelfList } from '../../../components/market/shelf-list.tsx'
import type { GoogleState } from '../../../features/reviews/google-import.tsx'
import { ReviewsForm } from '../../../features/reviews/reviews-form.tsx'
import { SentimentForm } from '../../../features/reviews/sentiment-form.tsx'
import { api } from '../../../lib/api.ts'
import { GOOGLE_BUSINESS, keptAccess } from '../../../lib/google-business/access.ts'
import { ANALYSIS } from '../../../lib/market/analysis.ts'
import { load } from '../../../lib/session/guard.ts'
import { ACCESS_COOKIE, subjectOf } from '../../../lib/session/tokens.ts'
import { ReviewsHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Reviews' }

const KINDS = ['ai.analyzeReviews', 'ai.analyzeReviewSentiment'] as const

/** Milliseconds that the service of connected accounts is waited for: what was known before can be shown. */
const PATIENCE = { timeout: 4000 }

export default async function ReviewsPage() {
  const userId = subjectOf((await cookies()).get(ACCESS_COOKIE)?.value) ?? ''
  const [profile, analyses, connections, ...runs] = await Promise.all([
    load(api.content.agentProfile({}), '/reviews'),
    load(api.content.list({ type: ANALYSIS, limit: 10 }), '/reviews'),
    load(api.oauth.connections({}, PATIENCE), '/reviews'),
    ...KINDS.map((kind) => load(api.jobs.list({ kind, status: ['pending', 'running'] }), '/reviews')),
  ])
  const own = profile.ok ? profile.value.reviews.map(({ comment }) => comment.replaceAll(/\s+/g, ' ').trim()) : []
  const google = connections.ok
    ? stateOf(connections.value.find(({ provider }) => provider === GOOGLE_BUSINESS))
    : keptAccess(userId)
      ? 'ready'
      : 'down'
  return (
    <>
      <ReviewsHeading />
      <div className="grid grid-cols-1 gap-5">
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Card>
            <CardHeader title="Many reviews" hint="Themes, sentiment and what to do." />
            <CardBody>
              <ReviewsForm own={own.filter((review) => review !== '')} google={google} />
            </CardBody>
          </Card>
          <Card>
            <CardHeader title="One review" hint="Understand it, and answer it." />
            <CardBody>
              <SentimentForm />
            </CardBody>
          </Card>
        </div>
        <ActiveRuns title="Under way" jobs={runs.flatMap((answer) => (answer.ok ? answer.value.items : []))} />
        <Card>
          <CardHeader title="Your analyses" />
          {!analyses.ok ? (
            <Failed failure={analyses.failure} />
          ) : analyses.value.items.length === 0 ? (
            <EmptyState icon={MessagesSquare} title="No analysis yet">
              An analysis is kept in your library, with the reviews that it is of.
            </EmptyState>
          ) : (
            <ShelfList label="Analyses" entries={analyses.value.items} />
          )}
        </Card>
      </div>
    </>
  )
}

function stateOf(connection: Connection | undefined): GoogleState {
  switch (connection?.state) {
    case 'connected':
      return 'ready'
    case 'not_connected':
      return 'connect'
    case 'expired':
    case 'needs_reauth':
      return 'reconnect'
    default:
      return 'absent'
  }
}
