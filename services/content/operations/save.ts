import type { Handler } from 'banyan/service'
import { excerpt } from '../excerpt.ts'
import type { Content } from '../shape.ts'
import { announceSaved } from '../store/announce.ts'
import { toSaved } from '../store/entry.ts'
import { projectFor } from '../store/project.ts'

export const save: Handler<Content, 'save'> = ({ type, title, body, ...named }, { user, clock, id, tx, emit }) =>
  tx(async (tx) => {
    const now = new Date(clock.now())
    const project = await projectFor(tx, named, { user: user.id, now, id })
    const row = await tx
      .insertInto('saved')
      .values({
        id: id(),
        user_id: user.id,
        type,
        title,
        body,
        excerpt: excerpt(body),
        project_id: project?.id ?? null,
        version: 1,
        autosaved: false,
        created_at: now,
        updated_at: now,
        deleted_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await announceSaved(emit, tx, row)
    return toSaved({ ...row, project: project?.name ?? null })
  })
