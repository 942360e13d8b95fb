import { buttonClass } from '@banyan/ui/button'
import { EmptyState } from '@banyan/ui/empty-state'
import { BookMarked, SearchX } from 'lucide-react'
import { Link } from '../../components/link.tsx'

export function NoEntries({ filtered }: { readonly filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing fits"
        actions={
          <Link href="/saved" className={buttonClass()}>
            Show everything
          </Link>
        }
      >
        All words must occur in the title or the text of an entry.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={BookMarked}
      title="Your library is empty"
      actions={
        <>
          <Link href="/research" className={buttonClass({ variant: 'primary' })}>
            Start research
          </Link>
          <Link href="/saved/new" className={buttonClass()}>
            Write a note
          </Link>
        </>
      }
    >
      Reports and posts are kept here by themselves when they are finished. Notes you write by hand.
    </EmptyState>
  )
}
