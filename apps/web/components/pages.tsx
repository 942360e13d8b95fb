import { buttonClass } from '@banyan/ui/button'
import type { Route } from 'next'
import { Link } from './link.tsx'

export interface PagesProps {
  readonly path: Route
  /** What the list is filtered by. */
  readonly query?: Readonly<Record<string, string | undefined>>
  /** Where this page begins; undefined for the first. */
  readonly cursor: string | undefined
  /** Where the next one begins; null where there is none. */
  readonly next: string | null
  /** How the ways are called. */
  readonly labels?: { readonly first: string; readonly next: string } | undefined
}

/** The way through a long list: to its beginning, and on. Nothing where it is short. */
export function Pages({ path, query = {}, cursor, next, labels = { first: 'Newest', next: 'Older' } }: PagesProps) {
  if (!cursor && !next) return null
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-between">
      {cursor ? (
        <Link href={{ pathname: path, query }} className={buttonClass({ size: 'sm' })}>
          {labels.first}
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link href={{ pathname: path, query: { ...query, cursor: next } }} className={buttonClass({ size: 'sm' })}>
          {labels.next}
        </Link>
      )}
    </nav>
  )
}
