import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { toProject } from '../store/project.ts'

export const createProject: Handler<Content, 'createProject'> = (
  { name, description },
  { user, clock, id, fail, tx },
) =>
  tx(async (tx) => {
    const now = new Date(clock.now())
    const made = await tx
      .insertInto('project')
      .values({ user_id: user.id, id: id(), name, description, created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.columns(['user_id', 'name']).doNothing())
      .returning(['id', 'name', 'description', 'created_at', 'updated_at'])
      .executeTakeFirst()
    if (!made) throw fail.projectExists()
    return toProject({ ...made, entries: 0 })
  })
