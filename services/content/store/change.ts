import type { ServiceContext } from 'banyan/service'
import type { Tx } from 'banyan/store'
import { excerpt } from '../excerpt.ts'
import type { Content } from '../shape.ts'
import { announceSaved } from './announce.ts'
import type { Entry } from './entry.ts'
import type { ProjectRow, Tables } from './tables.ts'
import { keepVersion } from './version.ts'

export interface Change {
  readonly title: string
  readonly body: string
  /** Undefined leaves the entry where it is. */
  readonly project: Pick<ProjectRow, 'id' | 'name'> | null | undefined
  readonly autosave: boolean
}

/** Changes a locked entry, keeps what it was and tells others; an entry that stays the same stays at its version, too. */
export async function changeEntry(
  tx: Tx<Tables>,
  emit: ServiceContext<Content>['emit'],
  entry: Entry,
  { title, body, project, autosave }: Change,
  now: Date,
): Promise<Entry> {
  const projectId = project === undefined ? entry.project_id : (project?.id ?? null)
  if (title === entry.title && body === entry.body && projectId === entry.project_id) return entry
  await keepVersion(tx, entry, now, autosave)
  const row = await tx
    .updateTable('saved')
    .set({
      title,
      body,
      project_id: projectId,
      excerpt: excerpt(body),
      version: entry.version + 1,
      autosaved: autosave,
      updated_at: now,
    })
    .where('user_id', '=', entry.user_id)
    .where('id', '=', entry.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await announceSaved(emit, tx, row)
  return { ...row, project: project === undefined ? entry.project : (project?.name ?? null) }
}
