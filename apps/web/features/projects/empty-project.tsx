import { buttonClass } from '@banyan/ui/button'
import { EmptyState } from '@banyan/ui/empty-state'
import { FolderOpen } from 'lucide-react'
import { Link } from '../../components/link.tsx'

/** A project in which there is nothing yet, and how something gets there. */
export function EmptyProject({ id }: { readonly id: string }) {
  return (
    <EmptyState
      icon={FolderOpen}
      title="Nothing is in this project yet"
      actions={
        <>
          <Link href={`/saved/new?project=${id}`} className={buttonClass({ variant: 'primary' })}>
            Write a note
          </Link>
          <Link href="/saved" className={buttonClass()}>
            Choose from the library
          </Link>
        </>
      }
    >
      Open anything in your library and save it to this project.
    </EmptyState>
  )
}
