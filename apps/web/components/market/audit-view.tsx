import type { NapResult } from '@banyan/ai/contract'
import { Card, CardHeader } from '@banyan/ui/card'
import { StackedTable } from '@banyan/ui/stacked-table'
import { clsx } from 'clsx'
import { type Asked, type AuditDocument, tally } from '../../lib/market/audit.ts'
import { marked } from '../../lib/market/difference.ts'
import { DegradedNote } from '../degraded-note.tsx'
import { SourceLink } from '../source-link.tsx'
import { ConsistencyBadge } from './consistency-badge.tsx'
import { PagesRead } from './pages-read.tsx'

/** A brand audit: how many platforms stand how, what it comes to, and each platform with what differs marked. */
export function AuditView({ audit }: { readonly audit: AuditDocument }) {
  const { asked, results, summary, sources, degraded } = audit
  return (
    <div className="grid grid-cols-1 gap-5">
      <DegradedNote degraded={degraded} />
      <Card className="grid grid-cols-1 gap-4 px-5 py-4">
        <Tally audit={audit} />
        {summary !== '' && <p className="max-w-[80ch]">{summary}</p>}
      </Card>
      <Card>
        <CardHeader title="Platforms" hint={asked && 'What differs from your own details is marked.'} />
        {results.length === 0 ? (
          <p className="px-5 py-4 text-ink-3 text-sm">No platform was looked at.</p>
        ) : (
          <StackedTable label="Platforms" columns={COLUMNS} rows={results.map((result) => rowOf(result, asked))} />
        )}
      </Card>
      <PagesRead sources={sources} />
    </div>
  )
}

/** How many platforms stand how, in three numbers. */
export function Tally({ audit }: { readonly audit: Pick<AuditDocument, 'results'> }) {
  const counts = tally(audit)
  const parts = [
    ['Consistent', counts.Consistent, 'text-good-soft-ink'],
    ['Inconsistent', counts.Inconsistent, counts.Inconsistent > 0 ? 'text-bad' : 'text-ink-3'],
    ['Not found', counts['Not Found'], 'text-ink-3'],
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {parts.map(([label, count, look]) => (
        <div key={label} className="flex flex-col-reverse">
          <dt className="text-ink-3 text-xs">{label}</dt>
          <dd className={clsx('font-semibold text-2xl tabular-nums', look)}>{count}</dd>
        </div>
      ))}
    </dl>
  )
}

const COLUMNS = [
  { key: 'platform', label: 'Platform' },
  { key: 'name', label: 'Name' },
  { key: 'address', label: 'Address' },
  { key: 'phone', label: 'Phone' },
  { key: 'consistency', label: 'Consistency' },
]

function rowOf({ platform, url, foundName, foundAddress, foundPhone, consistency }: NapResult, asked?: Asked) {
  const own = consistency === 'Inconsistent' ? asked : undefined
  return {
    key: platform,
    cells: [
      url === '' ? platform : <SourceLink key="platform" url={url} title={platform} />,
      isThere(foundName) ? <Found key="name" text={foundName} expected={own?.name} what="text" /> : null,
      isThere(foundAddress) ? <Found key="address" text={foundAddress} expected={own?.address} what="text" /> : null,
      isThere(foundPhone) ? <Found key="phone" text={foundPhone} expected={own?.phone} what="phone" /> : null,
      <ConsistencyBadge key="consistency" consistency={consistency} />,
    ],
  }
}

const isThere = (text: string): boolean => text !== '' && text !== 'Not Found'

interface FoundProps {
  readonly text: string
  readonly expected: string | undefined
  readonly what: 'text' | 'phone'
}

/** What stands on the page; the words that should not stand there are marked. */
function Found({ text, expected, what }: FoundProps) {
  if (expected === undefined) return text
  return marked(text, expected, what).map(({ text: piece, differs }, at) =>
    differs ? (
      <mark key={`${piece} ${String(at)}`} className="rounded-sm bg-bad-soft px-0.5 font-medium text-bad-soft-ink">
        {piece}
      </mark>
    ) : (
      piece
    ),
  )
}
