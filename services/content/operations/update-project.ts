import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { findProject, toProject } from '../store/project.ts'

/** Its entries are in it by its id: a new name is theirs at once, and no change of theirs. */
export const updateProject: Handler<Content, 'updateProject'> = ({ id, ...given }, { user, clock, fail, tx }) =>
  tx(async (tx) => {
    const before = await findProject(tx, user.id, id)
    if (!before) throw fail.noSuchProject()
    const { name = before.name, description = before.description } = given
    if (name === before.name && description === before.description) return toProject(before)
    const taken = await tx
      .selectFrom('project')
      .select('id')
      .where('user_id', '=', user.id)
      .where('name', '=', name)
      .where('id', '!=', before.id)
      .executeTakeFirst()
    if (taken) throw fail.projectExists()
    const updated_at = new Date(clock.now())
    await tx
      .updateTable('project')
      .set({ name, description, updated_at })
      .where('user_id', '=', user.id)
      .where('id', '=', before.id)
      .execute()
    return toProject({ ...before, name, description, updated_at })
  })
