import type { Saved } from '@banyan/content/contract'
import { Badge } from '@banyan/ui/badge'
import { buttonClass } from '@banyan/ui/button'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { EmptyState } from '@banyan/ui/empty-state'
import { Notice } from '@banyan/ui/notice'
import { PageHeader } from '@banyan/ui/page-header'
import { clsx } from 'clsx'
import { History } from 'lucide-react'
import type { Route } from 'next'
import { DiffView } from '../../components/diff/diff-view.tsx'
import { Link } from '../../components/link.tsx'
import { Time } from '../../components/time.tsx'
import type { Comparison } from '../../lib/library/versions.ts'
import { RestoreVersion } from './restore-version.tsx'

export interface VersionsViewProps {
  readonly entry: Saved
  readonly comparison: Comparison
}

/** What an entry was: its versions, and what is different in one of them. */
export function VersionsView({ entry, comparison }: VersionsViewProps) {
  const { versions, chosen, other } = comparison
  return (
    <>
      <PageHeader
        over={
          <Link href={`/saved/${entry.id}`} className="hover:text-ink hover:underline">
            {entry.title}
          </Link>
        }
        title="Versions"
        lead="Each change keeps what was there before. Restoring an earlier version is a change, too: nothing is lost."
      />
      {versions.length === 1 ? (
        <Card>
          <EmptyState
            icon={History}
            title="No earlier versions"
            actions={
              <Link href={`/saved/${entry.id}`} className={buttonClass()}>
                Back to the entry
              </Link>
            }
          >
            This is how it was saved first. Once it is changed, what it was stands here.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[18rem_minmax(0,1fr)]">
          <VersionList entry={entry} comparison={comparison} />
          <Card className="min-w-0">
            <CardHeader
              title={
                <>
                  Version {chosen.version} <Against comparison={comparison} />
                </>
              }
              hint={<Time at={chosen.at} look="date" />}
              aside={
                <>
                  {!chosen.current && other && <Other entry={entry} comparison={comparison} />}
                  {!chosen.current && <RestoreVersion id={entry.id} version={chosen.version} seen={entry.version} />}
                </>
              }
            />
            <CardBody className="sm:px-6">
              <Difference comparison={comparison} />
            </CardBody>
          </Card>
        </div>
      )}
    </>
  )
}

function VersionList({ entry, comparison: { versions, chosen } }: VersionsViewProps) {
  return (
    <Card>
      <nav aria-label="Versions">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <ol tabIndex={0} className="max-h-64 divide-y divide-line overflow-y-auto lg:max-h-[70dvh]">
          {versions.map((version) => (
            <li key={version.version}>
              <Link
                href={addressOf(entry, version.version)}
                scroll={false}
                aria-current={version.version === chosen.version ? 'page' : undefined}
                className={clsx(
                  'block px-4 py-2.5 hover:bg-hover/55',
                  version.version === chosen.version && 'bg-accent-soft/60',
                )}
              >
                <span className="flex items-center justify-between gap-2">
                  <span className="font-medium text-sm">Version {version.version}</span>
                  {version.current ? (
                    <Badge tone="accent">Now</Badge>
                  ) : (
                    <Time at={version.at} className="text-ink-3 text-xs" />
                  )}
                </span>
                <span className="line-clamp-2 text-ink-3 text-xs">
                  {version.title === entry.title ? version.excerpt || 'Empty' : version.title}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </nav>
    </Card>
  )
}

function Against({ comparison: { chosen, other, withBefore } }: Pick<VersionsViewProps, 'comparison'>) {
  if (!other) return <span className="font-normal text-ink-3">, the first</span>
  if (withBefore) return <span className="font-normal text-ink-3">since version {other.version}</span>
  return <span className="font-normal text-ink-3">{chosen.current ? '' : 'and what was changed since'}</span>
}

/** Leads to the other way to look at it. */
function Other({ entry, comparison: { chosen, versions, withBefore } }: VersionsViewProps) {
  const first = versions.at(-1) === chosen
  if (first && !withBefore) return null
  return (
    <Link
      href={addressOf(entry, chosen.version, !withBefore)}
      scroll={false}
      className={buttonClass({ size: 'sm', variant: 'ghost' })}
    >
      {withBefore ? 'Compare with now' : 'What it changed'}
    </Link>
  )
}

function Difference({ comparison: { passages, texts, other } }: Pick<VersionsViewProps, 'comparison'>) {
  if (!other) return <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{texts.after || texts.before}</p>
  if (texts.before === texts.after) return <p className="text-ink-3">Title and text are the same in both.</p>
  if (passages) return <DiffView passages={passages} />
  return (
    <div className="grid grid-cols-1 gap-4">
      <Notice title="Too different to be compared">These are the two texts, one beside the other.</Notice>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        {(['before', 'after'] as const).map((side) => (
          <section key={side} aria-label={side === 'before' ? 'Before' : 'After'}>
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              tabIndex={0}
              className="max-h-[60dvh] overflow-auto whitespace-pre-wrap rounded-md border border-line bg-sunken p-3 font-sans text-sm [overflow-wrap:anywhere]"
            >
              {texts[side]}
            </pre>
          </section>
        ))}
      </div>
    </div>
  )
}

/** A query of this page. */
const addressOf = ({ id }: Saved, version: number, withBefore = false) =>
  `/saved/${id}/versions?version=${version}${withBefore ? '&with=before' : ''}` as Route
