import type { Sentiment } from '@banyan/ai/contract'
import { Card, CardHeader } from '@banyan/ui/card'
import { clsx } from 'clsx'
import type { AnalysisDocument } from '../../lib/market/analysis.ts'
import { SentimentBadge } from './sentiment-badge.tsx'

/** What reviews speak of, and how, and what follows from that. */
export function AnalysisView({ analysis }: { readonly analysis: AnalysisDocument }) {
  const { overallSentiment, mixed, counts, themes, recommendations, comments } = analysis
  const most = Math.max(1, ...themes.map(({ frequency }) => frequency))
  return (
    <div className="grid grid-cols-1 gap-5">
      <Card className="flex flex-wrap items-center gap-x-8 gap-y-3 px-5 py-4">
        <div className="flex items-center gap-2.5">
          <span className="font-medium text-sm">Overall</span>
          <SentimentBadge sentiment={overallSentiment} />
        </div>
        {counts && <Counts counts={counts} />}
        {mixed && (
          <p className="text-ink-2 text-sm">Praise and complaints stand beside each other: look at the themes.</p>
        )}
      </Card>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <Card>
          <CardHeader title="Themes" hint="In how many reviews each comes up." />
          {themes.length === 0 ? (
            <p className="px-5 py-4 text-ink-3 text-sm">No theme comes up often enough to name it.</p>
          ) : (
            <ul className="grid grid-cols-1 gap-3.5 px-5 py-4">
              {themes.map(({ theme, frequency, sentiment }) => (
                <li key={theme}>
                  <div className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="min-w-0 flex-1 font-medium text-sm">{theme}</span>
                    <SentimentBadge sentiment={sentiment} />
                    <span className="w-8 text-right text-ink-3 text-sm tabular-nums">
                      {frequency}
                      <span className="sr-only"> reviews</span>
                    </span>
                  </div>
                  <div aria-hidden className="h-2 overflow-hidden rounded-full bg-hover">
                    <div
                      className={clsx('h-full rounded-full', BARS[sentiment])}
                      style={{ width: `${(frequency / most) * 100}%` }}
                    />
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card>
          <CardHeader title="What to do" />
          {recommendations.length === 0 ? (
            <p className="px-5 py-4 text-ink-3 text-sm">Nothing follows from these reviews.</p>
          ) : (
            <ol className="grid list-decimal grid-cols-1 gap-2.5 py-4 pr-5 pl-10 text-sm marker:text-ink-3">
              {recommendations.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ol>
          )}
        </Card>
      </div>
      {comments.length > 0 && (
        <details className="rounded-lg border border-line bg-surface px-5 py-3.5 text-sm shadow-1">
          <summary className="font-medium">The reviews ({comments.length})</summary>
          <ul className="mt-3 divide-y divide-line">
            {comments.map((comment, at) => (
              <li
                key={`${String(at)} ${comment.slice(0, 20)}`}
                className="whitespace-pre-line py-2.5 [overflow-wrap:anywhere]"
              >
                {comment}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Counts({ counts }: { readonly counts: Readonly<Record<Sentiment, number>> }) {
  const all = Math.max(1, counts.positive + counts.neutral + counts.negative)
  return (
    <div className="min-w-56 flex-1">
      <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-full bg-hover">
        {SENTIMENTS.map((sentiment) => (
          <span key={sentiment} className={BARS[sentiment]} style={{ width: `${(counts[sentiment] / all) * 100}%` }} />
        ))}
      </div>
      <p className="mt-1 text-ink-3 text-xs tabular-nums">
        {counts.positive} positive, {counts.neutral} neutral, {counts.negative} negative
      </p>
    </div>
  )
}

const SENTIMENTS = ['positive', 'neutral', 'negative'] as const
const BARS: Readonly<Record<Sentiment, string>> = { positive: 'bg-accent', neutral: 'bg-chart-6', negative: 'bg-bad' }
