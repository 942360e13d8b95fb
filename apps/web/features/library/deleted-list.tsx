import type { SavedSummary } from '@banyan/content/contract'
import { Badge } from '@banyan/ui/badge'
import { List, Row } from '@banyan/ui/list'
import { Time } from '../../components/time.tsx'
import { typeLabel } from '../../lib/library/labels.ts'
import { BringBack } from './bring-back.tsx'

/** Deleted entries as rows, each with the way back. */
export function DeletedList({ entries }: { readonly entries: readonly SavedSummary[] }) {
  return (
    <List>
      {entries.map((entry) => (
        <Row key={entry.id}>
          <div className="min-w-0 flex-1 basis-48">
            <p className="line-clamp-1 font-medium">{entry.title}</p>
            <p className="line-clamp-1 text-ink-3 text-sm">{entry.excerpt}</p>
          </div>
          <div className="hidden w-36 shrink-0 sm:block">
            <Badge>{typeLabel(entry.type)}</Badge>
          </div>
          {entry.deletedAt && (
            <span className="w-32 shrink-0 text-ink-3 text-xs">
              Deleted <Time at={entry.deletedAt} />
            </span>
          )}
          <BringBack id={entry.id} title={entry.title} />
        </Row>
      ))}
    </List>
  )
}
