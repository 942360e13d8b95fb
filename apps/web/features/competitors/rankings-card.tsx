import { CardBody } from '@banyan/ui/card'
import { Failed } from '../../components/failed.tsx'
import { RankingList } from '../../components/market/rankings-view.tsx'
import { ModelBadge } from '../../components/model-badge.tsx'
import { Time } from '../../components/time.tsx'
import { rankingsOf } from '../../lib/market/rankings.ts'
import type { Loaded } from '../../lib/session/guard.ts'
import { placeOf } from '../../lib/studio/prefill.ts'
import type { Me } from './find-form.tsx'
import { ListPicker } from './list-picker.tsx'
import { RankingsForm } from './rankings-form.tsx'
import { choices, type Shelf } from './saved.ts'

export interface RankingsCardProps {
  readonly shelf: Loaded<Shelf>
  readonly me: Me
  /** The list that the address names. */
  readonly list: string | undefined
}

/** A keyword to ask for, and who was found for the last one. */
export function RankingsCard({ shelf, me, list }: RankingsCardProps) {
  const shown = shelf.ok ? shelf.value.shown : undefined
  const rankings = shown && rankingsOf(shown.body)
  return (
    <>
      <CardBody className="border-line border-b">
        <RankingsForm
          key={shown?.id ?? ''}
          keyword={rankings?.keyword ?? ''}
          location={rankings?.location ?? placeIn(me)}
        />
      </CardBody>
      {!shelf.ok ? (
        <Failed failure={shelf.failure} />
      ) : shown && rankings ? (
        <>
          {shelf.value.entries.length > 1 && (
            <div className="px-5 pt-4">
              <ListPicker
                label="Which rankings"
                name="rankings"
                chosen={shown.id}
                entries={choices(shelf.value.entries)}
                rest={list === undefined ? {} : { list }}
              />
            </div>
          )}
          <RankingList rankings={rankings} mine={me.name} />
          <p className="flex flex-wrap items-center gap-2 border-line border-t px-5 py-3 text-ink-3 text-xs">
            <ModelBadge model={rankings.model} />
            <Time at={shown.createdAt} />
          </p>
        </>
      ) : (
        <p className="px-5 py-4 text-ink-3 text-sm">The five agents who are found first will stand here.</p>
      )}
    </>
  )
}

function placeIn({ address }: Me): string {
  const { city, state } = placeOf(address)
  return [city, state].filter((part) => part !== '').join(', ')
}
