import { List, Row, rowLinkClass } from '@banyan/ui/list'
import { Link } from '../../components/link.tsx'
import { Time } from '../../components/time.tsx'
import { entryPage } from '../../lib/library/entry-page.ts'
import { tally } from '../../lib/market/audit.ts'
import type { SavedAudit } from './saved-audit.ts'

/** Audits as rows, each with how many platforms stood how. */
export function AuditHistory({ audits }: { readonly audits: readonly SavedAudit[] }) {
  return (
    <List aria-label="Audits">
      {audits.map(({ entry, audit }) => {
        const { Consistent: good, Inconsistent: bad, 'Not Found': absent } = tally(audit)
        const all = Math.max(1, audit.results.length)
        return (
          <Row key={entry.id}>
            <div className="min-w-0 flex-1 basis-48">
              <Link href={entryPage(entry)} className={rowLinkClass}>
                {entry.title}
              </Link>
              <p className="text-ink-3 text-xs">
                <Time at={entry.createdAt} />
              </p>
            </div>
            <div className="w-full sm:w-56">
              <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-hover">
                <span className="bg-accent" style={{ width: `${(good / all) * 100}%` }} />
                <span className="bg-bad" style={{ width: `${(bad / all) * 100}%` }} />
              </div>
              <p className="mt-1 text-ink-3 text-xs tabular-nums">
                {good} consistent, {bad} inconsistent, {absent} not found
              </p>
            </div>
          </Row>
        )
      })}
    </List>
  )
}
