import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { uuidOr } from '../store/uuid.ts'

/** Its entries stay: the database takes them out of it. */
export const removeProject: Handler<Content, 'removeProject'> = ({ id }, { user, fail, tx }) =>
  tx(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('project')
      .where('user_id', '=', user.id)
      .where('id', '=', uuidOr(id))
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw fail.noSuchProject()
  })
