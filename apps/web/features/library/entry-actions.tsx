import type { Saved } from '@banyan/content/contract'
import { buttonClass } from '@banyan/ui/button'
import { History } from 'lucide-react'
import type { Folder } from '../../components/entry/project-choice.tsx'
import { RemoveEntry } from '../../components/entry/remove-entry.tsx'
import { Link } from '../../components/link.tsx'
import { ExportMenu, ProjectChoice } from './parts.tsx'

export interface EntryActionsProps {
  readonly entry: Saved
  /** The entry as people read it. */
  readonly text: string
  /** Those that it can be put into; left out where that is offered elsewhere, or cannot be. */
  readonly projects: readonly Folder[] | undefined
}

/** What can be done with any entry: its project, its files, its versions, its end. */
export function EntryActions({ entry, text, projects }: EntryActionsProps) {
  return (
    <>
      {projects && <ProjectChoice entryId={entry.id} projects={projects} current={entry.projectId} />}
      <ExportMenu id={entry.id} text={text} />
      <Link href={`/saved/${entry.id}/versions`} className={buttonClass()}>
        <History aria-hidden className="size-4" />
        Versions
      </Link>
      <RemoveEntry id={entry.id} title={entry.title} variant="danger" leave />
    </>
  )
}
