import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { findProject, toProject } from '../store/project.ts'

export const project: Handler<Content, 'project'> = async ({ id }, { user, db, fail }) => {
  const found = await findProject(db, user.id, id)
  if (!found) throw fail.noSuchProject()
  return toProject(found)
}
