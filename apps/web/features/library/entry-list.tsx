import type { SavedSummary } from '@banyan/content/contract'
import { Badge } from '@banyan/ui/badge'
import { aboveRowClass, List, Row, rowLinkClass } from '@banyan/ui/list'
import { clsx } from 'clsx'
import { RemoveEntry } from '../../components/entry/remove-entry.tsx'
import { KindIcon } from '../../components/kind-icon.tsx'
import { Link } from '../../components/link.tsx'
import { Time } from '../../components/time.tsx'
import { typeLabel } from '../../lib/library/labels.ts'

export interface EntryListProps {
  readonly entries: readonly SavedSummary[]
  /** Beside something else: only what fits into half the width. */
  readonly narrow?: boolean
}

/** Entries of the library as rows. */
export function EntryList({ entries, narrow = false }: EntryListProps) {
  return (
    <List>
      {entries.map((entry) => (
        <Row key={entry.id} className="flex-nowrap!">
          <TypeIcon type={entry.type} />
          <div className="min-w-0 flex-1">
            <Link href={`/saved/${entry.id}`} className={clsx(rowLinkClass, 'line-clamp-1')}>
              {entry.title}
            </Link>
            <p className="line-clamp-1 text-ink-3 text-sm">{entry.excerpt}</p>
          </div>
          {!narrow && (
            <div className="hidden w-36 shrink-0 sm:block">
              <Badge>{typeLabel(entry.type)}</Badge>
            </div>
          )}
          <Time at={entry.updatedAt} className="hidden w-24 shrink-0 text-right text-ink-3 text-xs sm:block" />
          {!narrow && (
            <div className={aboveRowClass}>
              <RemoveEntry id={entry.id} title={entry.title} icon size="sm" variant="ghost" />
            </div>
          )}
        </Row>
      ))}
    </List>
  )
}

function TypeIcon({ type }: { readonly type: string }) {
  return (
    <span className="grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-ink-2">
      <KindIcon kind={type} className="size-4.5" />
    </span>
  )
}
