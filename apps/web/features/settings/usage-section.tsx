import type { UsageRow } from '@banyan/ai/contract'
import { Link } from '../../components/link.tsx'
import { count, dollars } from '../../lib/numbers.ts'

export interface Usage {
  readonly rows: readonly UsageRow[]
  /** US dollars. */
  readonly totalCost: number
}

/** The sum of a month, and the way to the rest. */
export function UsageSection({ usage: { rows, totalCost } }: { readonly usage: Usage }) {
  const calls = rows.reduce((sum, row) => sum + row.calls, 0)
  return (
    <p className="text-sm">
      {calls === 0
        ? 'No model was called for you yet.'
        : `${count(calls)} ${calls === 1 ? 'call' : 'calls'} of models, ${dollars(totalCost)}.`}{' '}
      <Link href="/usage" className="text-accent underline underline-offset-3">
        See what it was for
      </Link>
    </p>
  )
}
