import { buttonClass } from '@banyan/ui/button'
import { PageHeader } from '@banyan/ui/page-header'
import { PenLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from '../../../components/link.tsx'

/** The head of the page, also while the rest of it is loading: then there is only room for its menu. */
export function LibraryHeading({ menu = <span className="size-9" /> }: { readonly menu?: ReactNode }) {
  return (
    <PageHeader
      title="Library"
      lead="Everything you made and kept. Only you can see it."
      actions={
        <>
          {menu}
          <Link href="/saved/new" className={buttonClass()}>
            <PenLine aria-hidden className="size-4" />
            New note
          </Link>
        </>
      }
    />
  )
}
