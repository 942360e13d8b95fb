import type { SavedSummary } from '@banyan/content/contract'
import { List, Row, rowLinkClass } from '@banyan/ui/list'
import { entryPage } from '../../lib/library/entry-page.ts'
import { Link } from '../link.tsx'
import { Time } from '../time.tsx'

/** What was made before, as rows that lead to it. */
export function ShelfList({ label, entries }: { readonly label: string; readonly entries: readonly SavedSummary[] }) {
  return (
    <List aria-label={label}>
      {entries.map((entry) => (
        <Row key={entry.id} className="flex-nowrap!">
          <div className="min-w-0 flex-1">
            <Link href={entryPage(entry)} className={rowLinkClass}>
              {entry.title}
            </Link>
            <p className="line-clamp-1 text-ink-3 text-sm">{entry.excerpt}</p>
          </div>
          <Time at={entry.createdAt} className="shrink-0 text-ink-3 text-xs" />
        </Row>
      ))}
    </List>
  )
}
