import { type ReviewSentiment, ReviewSentiment as Schema } from '@banyan/ai/contract'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { failure } from 'banyan/contract'
import type { Job } from 'banyan/durable/contract'
import { Failed } from '../../components/failed.tsx'
import { SentimentBadge } from '../../components/market/sentiment-badge.tsx'
import { failureView } from '../../lib/failure-view.ts'
import { replyTo } from './reply.ts'
import { Reply } from './reply-editor.tsx'

/** How a review is meant, why, and how it could be answered. */
export function SentimentResult({ job, comment, agent }: { job: Job; comment: string; agent: string }) {
  const result = Schema.safeParse(job.result)
  if (!result.success)
    return (
      <Failed failure={failureView(failure('internal', 'The result is in a form that this page does not know.'))} />
    )
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
      <Card>
        <CardHeader title="How it is meant" aside={<SentimentBadge sentiment={result.data.sentiment} />} />
        <CardBody className="grid grid-cols-1 gap-4">
          <Score {...result.data} />
          <blockquote className="whitespace-pre-line border-line-strong border-l-3 pl-4 text-ink-2 text-sm [overflow-wrap:anywhere]">
            {comment}
          </blockquote>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="Your answer" hint="A beginning. Say what only you can say." />
        <CardBody>
          <Reply first={replyTo(result.data.sentiment, agent)} comment={comment} sentiment={result.data.sentiment} />
        </CardBody>
      </Card>
    </div>
  )
}

function Score({ score, reasons }: ReviewSentiment) {
  return (
    <>
      <div>
        <div aria-hidden className="relative h-2 rounded-full bg-hover">
          <span
            className="-top-1 -ml-2 absolute size-4 rounded-full border-2 border-surface bg-accent shadow-1"
            style={{ left: `${((score + 1) / 2) * 100}%` }}
          />
        </div>
        <p className="mt-1.5 flex justify-between text-ink-3 text-xs">
          <span>complaint</span>
          <span className="font-medium text-ink tabular-nums">{score.toFixed(2)}</span>
          <span>praise</span>
        </p>
      </div>
      {reasons.length > 0 && (
        <ul className="grid list-disc grid-cols-1 gap-1 pl-5 text-sm marker:text-ink-3">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </>
  )
}
