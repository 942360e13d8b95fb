'use client'
import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { Link } from '../link.tsx'
import { places } from './navigation.ts'

/** The places as links, the current one marked. `onGo` is told when one is chosen. */
export function NavList({ onGo }: { readonly onGo?: (() => void) | undefined }) {
  const path = usePathname()
  return (
    <nav aria-label="Main">
      <ul className="grid grid-cols-1 gap-0.5">
        {places.map(({ href, label, icon: Icon }) => {
          const current = path === href || path.startsWith(`${href}/`)
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                onClick={onGo}
                className={clsx(
                  'flex h-9 items-center gap-2.5 rounded-md px-2.5 font-medium text-sm transition-colors',
                  current ? 'bg-accent-soft text-accent-soft-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
                )}
              >
                <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.9} />
                {label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
