import type { Handler } from 'banyan/service'
import { sql } from 'kysely'
import { fromCursor, toCursor } from '../cursor.ts'
import type { Content } from '../shape.ts'
import { projectsOf, toProject } from '../store/project.ts'

export const projects: Handler<Content, 'projects'> = async ({ limit, cursor }, { user, db }) => {
  let query = projectsOf(db, user.id)
    .select(key.as('key'))
    .orderBy(key)
    .orderBy('project.id')
    .limit(limit + 1)
  if (cursor !== undefined) {
    const { at, id } = fromCursor(cursor, SORT, 'text')
    query = query.where(sql<boolean>`(${key}, project.id) > (${at}, ${id}::uuid)`)
  }
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ key: _, ...row }) => toProject(row)),
    nextCursor: last && rows.length > limit ? toCursor({ sort: SORT, at: last.key, id: last.id }) : null,
  }
}

const SORT = 'name'
/** As much of the name as fits into a cursor. */
const key = sql<string>`lower(left(project.name, 100))`
