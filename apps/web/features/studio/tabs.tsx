import { clsx } from 'clsx'
import type { Route } from 'next'
import { KindIcon } from '../../components/kind-icon.tsx'
import { Link } from '../../components/link.tsx'
import { studioKinds } from '../../lib/studio/kinds.ts'
import { studioRoute } from '../../lib/studio/routes.ts'

/** The kinds of content beside each other. They are pages, so each has an address; on a phone the row scrolls. */
export function StudioTabs({ current }: { readonly current: string }) {
  return (
    <nav aria-label="Kinds of content" className="-mx-4 mb-5 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1 border-line border-b">
        {TABS.map(({ key, title, href }) => (
          <li key={key}>
            <Link
              href={href}
              aria-current={key === current ? 'page' : undefined}
              className={clsx(
                '-mb-px flex items-center gap-2 whitespace-nowrap border-b-2 px-3 py-2 font-medium text-sm transition-colors focus-visible:-outline-offset-2',
                key === current ? 'border-accent text-ink' : 'border-transparent text-ink-3 hover:text-ink',
              )}
            >
              <KindIcon kind={key} className="size-4" />
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const SOCIAL = { key: 'social', title: 'Social posts', href: '/social' as Route }

/** With the posts, which have pages of their own, in the middle. */
const TABS = studioKinds
  .map((kind) => ({ key: kind.key, title: kind.title, href: studioRoute(kind) }))
  .toSpliced(4, 0, SOCIAL)
