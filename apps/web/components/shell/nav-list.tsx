'use client'
import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { useId } from 'react'
import { Link } from '../link.tsx'
import { isAt, type Place, type PlaceGroup, placeGroups } from './navigation.ts'

/** The places as links, group by group, the current one marked. `onGo` is told when one is chosen. */
export function NavList({ onGo }: { readonly onGo?: (() => void) | undefined }) {
  return (
    <nav aria-label="Main" className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 pb-1">
      {placeGroups.map((group) => (
        <Group key={group.name ?? ''} group={group} onGo={onGo} />
      ))}
    </nav>
  )
}

function Group({ group: { name, places }, onGo }: { readonly group: PlaceGroup; readonly onGo: Go }) {
  const id = useId()
  return (
    <>
      {name && (
        <p id={id} className="px-2.5 pt-3.5 pb-1 font-medium text-ink-3 text-xs">
          {name}
        </p>
      )}
      <ul aria-labelledby={name && id} className="grid grid-cols-1 gap-px">
        {places.map((place) => (
          <li key={place.href}>
            <PlaceLink place={place} onGo={onGo} />
          </li>
        ))}
      </ul>
    </>
  )
}

function PlaceLink({ place, onGo }: { readonly place: Place; readonly onGo: Go }) {
  const current = isAt(usePathname(), place)
  const { href, label, icon: Icon } = place
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      onClick={onGo}
      className={clsx(
        'flex h-8.5 items-center gap-2.5 rounded-md px-2.5 font-medium text-sm transition-colors',
        current ? 'bg-accent-soft text-accent-soft-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.9} />
      {label}
    </Link>
  )
}

type Go = (() => void) | undefined
