import { Card, CardHeader } from '@banyan/ui/card'
import { List, Row } from '@banyan/ui/list'
import { ArrowRight, TrendingDown, TrendingUp } from 'lucide-react'
import { Link } from '../../components/link.tsx'
import { ConsistencyBadge } from '../../components/market/consistency-badge.tsx'
import { Time } from '../../components/time.tsx'
import { entryPage } from '../../lib/library/entry-page.ts'
import { type AuditDocument, changesSince } from '../../lib/market/audit.ts'
import type { SavedAudit } from './saved-audit.ts'

/** What has become better or worse since the audit before. */
export function Changes({ before, now }: { readonly before: SavedAudit; readonly now: AuditDocument }) {
  const changes = changesSince(before.audit, now)
  return (
    <Card>
      <CardHeader
        title="Since the last audit"
        hint={
          <>
            Compared with that of{' '}
            <Link href={entryPage(before.entry)} className="text-accent underline underline-offset-3">
              <Time at={before.entry.createdAt} look="date" />
            </Link>
          </>
        }
      />
      {changes.length === 0 ? (
        <p className="px-5 py-4 text-ink-2 text-sm">Nothing has changed on any platform.</p>
      ) : (
        <List aria-label="Changes since the last audit">
          {changes.map(({ platform, before, now, better }) => {
            const Icon = better ? TrendingUp : TrendingDown
            return (
              <Row key={platform}>
                <Icon aria-hidden className={better ? 'size-4.5 text-accent' : 'size-4.5 text-bad'} />
                <span className="min-w-24 flex-1 font-medium text-sm">
                  {platform}
                  <span className="sr-only">{better ? ' became better' : ' became worse'}</span>
                </span>
                <span className="flex flex-wrap items-center gap-2">
                  {before ? <ConsistencyBadge consistency={before} /> : <span className="text-ink-3 text-xs">new</span>}
                  <ArrowRight aria-label="now" className="size-4 text-ink-3" />
                  <ConsistencyBadge consistency={now} />
                </span>
              </Row>
            )
          })}
        </List>
      )}
    </Card>
  )
}
