import { clsx } from 'clsx'
import type { Route } from 'next'
import { Link } from '../../components/link.tsx'

export const PERIODS = [7, 30, 90] as const

/** How many days are looked at, in the address. */
export function Period({ days }: { readonly days: number }) {
  return (
    <nav aria-label="Period" className="flex flex-wrap gap-1">
      {PERIODS.map((each) => (
        <Link
          key={each}
          href={`/usage?days=${each}` as Route}
          aria-current={each === days ? 'true' : undefined}
          className={clsx(
            'rounded-full px-3 py-1 font-medium text-sm',
            each === days ? 'bg-accent-soft text-accent-soft-ink' : 'text-ink-2 hover:bg-hover',
          )}
        >
          {each} days
        </Link>
      ))}
    </nav>
  )
}
