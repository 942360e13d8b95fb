import type { Route } from 'next'
import { Link } from '../link.tsx'

/** With what a step is done: a page of this product where there is one. Whatever else a link says leads nowhere. */
export function StepTool({ tool, link }: { readonly tool: string; readonly link: string | undefined }) {
  const page = link === undefined ? undefined : PAGES[link]
  return (
    <p className="mt-2.5 text-sm">
      <span className="text-ink-3">With: </span>
      {page ? (
        <Link href={page as Route} className="font-medium text-accent underline underline-offset-3">
          {tool}
        </Link>
      ) : (
        tool
      )}
    </p>
  )
}

const PAGES: Readonly<Record<string, string>> = {
  '/brand-audit': '/audit',
  '/audit': '/audit',
  '/competitors': '/competitors',
  '/reviews': '/reviews',
  '/studio': '/studio',
  '/research': '/research',
  '/profile': '/profile',
}
