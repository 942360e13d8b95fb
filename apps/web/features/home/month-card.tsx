import type { UsageRow } from '@banyan/ai/contract'
import { Card, CardHeader } from '@banyan/ui/card'
import { Failed } from '../../components/failed.tsx'
import { Link } from '../../components/link.tsx'
import { count, dollars } from '../../lib/numbers.ts'
import type { Loaded } from '../../lib/session/guard.ts'

export interface MonthCardProps {
  readonly usage: Loaded<{
    readonly rows: readonly Pick<UsageRow, 'calls' | 'failedCalls'>[]
    readonly totalCost: number
  }>
}

/** What was asked of models since the first of the month, and what it cost. */
export function MonthCard({ usage }: MonthCardProps) {
  return (
    <Card>
      <CardHeader
        title="This month"
        aside={
          <Link href="/usage" className="text-accent text-sm underline-offset-3 hover:underline">
            Usage
          </Link>
        }
      />
      {usage.ok ? <Numbers {...usage.value} /> : <Failed failure={usage.failure} />}
    </Card>
  )
}

function Numbers({ rows, totalCost }: Extract<MonthCardProps['usage'], { ok: true }>['value']) {
  const sum = (of: 'calls' | 'failedCalls') => rows.reduce((total, row) => total + row[of], 0)
  const parts = [
    ['Cost', dollars(totalCost)],
    ['Model calls', count(sum('calls'))],
    ['Failed', count(sum('failedCalls'))],
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 px-5 py-4">
      {parts.map(([label, value]) => (
        <div key={label} className="flex flex-col-reverse">
          <dt className="text-ink-3 text-xs">{label}</dt>
          <dd className="font-semibold text-xl tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
