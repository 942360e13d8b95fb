import { buttonClass } from '@banyan/ui/button'
import { Card } from '@banyan/ui/card'
import { CopyButton } from '@banyan/ui/copy-button'
import { EmptyState } from '@banyan/ui/empty-state'
import { failure } from 'banyan/contract'
import { BookMarked, Users } from 'lucide-react'
import { DegradedNote } from '../../components/degraded-note.tsx'
import { Failed } from '../../components/failed.tsx'
import { Link } from '../../components/link.tsx'
import { PagesRead } from '../../components/market/pages-read.tsx'
import { failureView } from '../../lib/failure-view.ts'
import { competitorsOf, competitorsText } from '../../lib/market/competitors.ts'
import type { Loaded } from '../../lib/session/guard.ts'
import { BeginList } from './begin-list.tsx'
import type { Me } from './find-form.tsx'
import { ListPicker } from './list-picker.tsx'
import { choices, lookupsOf, type Shelf } from './saved.ts'
import { Workspace } from './workspace.tsx'

export interface ListCardProps {
  readonly shelf: Loaded<Shelf>
  readonly me: Me
  /** The rankings that the address names. */
  readonly rankings: string | undefined
}

/** The list of competitors that is shown, or how one comes to be. */
export async function ListCard({ shelf, me, rankings }: ListCardProps) {
  if (!shelf.ok)
    return (
      <Card>
        <Failed failure={shelf.failure} />
      </Card>
    )
  const { entries, shown } = shelf.value
  if (!shown)
    return (
      <Card>
        <EmptyState icon={Users} title="No list yet" actions={<BeginList name={me.name} />}>
          Agents who are found stand here with their public numbers, and you add those whom you know.
        </EmptyState>
      </Card>
    )
  const list = competitorsOf(shown.body)
  if (!list)
    return <Failed failure={failureView(failure('internal', 'This list is in a form that the page does not know.'))} />
  const runs = await lookupsOf(list)
  return (
    <div className="grid min-w-0 grid-cols-1 gap-5">
      <DegradedNote degraded={list.degraded} />
      <Workspace
        key={`${shown.id} ${shown.version}`}
        id={shown.id}
        title={shown.title}
        first={list}
        runs={runs}
        me={me}
      >
        {entries.length > 1 && (
          <ListPicker
            label="Which list"
            name="list"
            chosen={shown.id}
            entries={choices(entries)}
            rest={rankings === undefined ? {} : { rankings }}
          />
        )}
        <CopyButton variant="secondary" text={competitorsText(shown.title, list)} />
        <Link href={`/saved/${shown.id}`} className={buttonClass({ size: 'sm' })}>
          <BookMarked aria-hidden className="size-4" />
          In the library
        </Link>
      </Workspace>
      <PagesRead sources={list.sources} />
    </div>
  )
}
