import { clsx } from 'clsx'
import type { NumberName } from '../../lib/market/figures.ts'

const signed = new Intl.NumberFormat('en', { signDisplay: 'exceptZero', maximumFractionDigits: 1 })

/** How much another agent has more or less than oneself. Says nothing where one of the numbers is not known. */
export function Difference({ name, theirs, mine }: { name: NumberName; theirs: number; mine: number }) {
  if (theirs === 0 || mine === 0) return null
  const more = theirs - mine
  const same = Math.abs(more) < (name === 'avgRating' ? 0.05 : 1)
  return (
    <span className={clsx('text-xs', same ? 'text-ink-3' : more > 0 ? 'text-bad' : 'text-good-soft-ink')}>
      {same ? 'the same' : `${signed.format(more)} than you`}
    </span>
  )
}
