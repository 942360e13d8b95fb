import type { Saved } from '@banyan/content/contract'
import { buttonClass } from '@banyan/ui/button'
import { CopyButton } from '@banyan/ui/copy-button'
import { PageHeader } from '@banyan/ui/page-header'
import { BookMarked } from 'lucide-react'
import type { Route } from 'next'
import type { ReactNode } from 'react'
import { readable } from '../../lib/library/readable.ts'
import { Link } from '../link.tsx'
import { ModelBadge } from '../model-badge.tsx'
import { Time } from '../time.tsx'

export interface EntryHeadingProps {
  readonly entry: Saved
  readonly over: { readonly href: Route; readonly label: string }
  /** Absent where a person wrote it. */
  readonly model: string | undefined
  /** More buttons, the main one last. */
  readonly children?: ReactNode
}

/** The head of the page of an entry that has one of its own. In the library it has versions, files and a project. */
export function EntryHeading({ entry, over, model, children }: EntryHeadingProps) {
  return (
    <PageHeader
      over={
        <Link href={over.href} className="hover:text-ink hover:underline">
          {over.label}
        </Link>
      }
      title={entry.title}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-sm">
          {model && <ModelBadge model={model} />}
          <Time at={entry.createdAt} look="date" />
        </span>
      }
      actions={
        <>
          <CopyButton variant="secondary" size="md" text={readable(entry.type, entry.title, entry.body)} />
          <Link href={`/saved/${entry.id}`} className={buttonClass()}>
            <BookMarked aria-hidden className="size-4" />
            In the library
          </Link>
          {children}
        </>
      }
    />
  )
}
