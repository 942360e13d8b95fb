import type { Handler } from 'banyan/service'
import { sql } from 'kysely'
import { fromCursor, toCursor } from '../cursor.ts'
import { stillKept } from '../deleted.ts'
import type { Content } from '../shape.ts'
import { entriesOf } from '../store/entry.ts'
import { uuidOr } from '../store/uuid.ts'

export const list: Handler<Content, 'list'> = async (input, { user, db, clock }) => {
  const { type, projectId, project, q, sort, deleted, limit, cursor } = input
  const by = sorts[sort]
  let query = entriesOf(db, user.id)
    .select([
      'saved.id',
      'type',
      'title',
      'excerpt',
      'project_id',
      'project.name as project',
      'version',
      'saved.created_at',
      'saved.updated_at',
      'deleted_at',
      by.key.as('key'),
    ])
    .orderBy(by.key, by.order)
    .orderBy('saved.id', by.order)
    .limit(limit + 1)
  query = deleted ? query.where('deleted_at', '>', stillKept(clock)) : query.where('deleted_at', 'is', null)
  if (type !== undefined) query = query.where('type', '=', type)
  if (projectId !== undefined) query = query.where('project_id', '=', uuidOr(projectId))
  if (project !== undefined) query = query.where('project.name', '=', project)
  for (const word of wordsOf(q)) {
    const part = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(({ eb, or }) => or([eb('title', 'ilike', part), eb('body', 'ilike', part)]))
  }
  if (cursor !== undefined) {
    const { at, id } = fromCursor(cursor, sort, by.kind)
    const place = sql`(${typeof at === 'number' ? new Date(at) : at}, ${id}::uuid)`
    query = query.where(sql<boolean>`(${by.key}, saved.id) ${by.order === 'asc' ? sql`>` : sql`<`} ${place}`)
  }

  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ created_at, updated_at, deleted_at, project_id, key: _, ...entry }) => ({
      ...entry,
      projectId: project_id,
      createdAt: created_at.toISOString(),
      updatedAt: updated_at.toISOString(),
      ...(deleted_at && { deletedAt: deleted_at.toISOString() }),
    })),
    nextCursor: last && rows.length > limit ? toCursor({ sort, at: atOf(last.key), id: last.id }) : null,
  }
}

/** What a list can be sorted by. Of a title its beginning counts: it stands in the cursor. */
const sorts = {
  newest: { key: sql<Date | string>`saved.created_at`, order: 'desc', kind: 'time' },
  changed: { key: sql<Date | string>`saved.updated_at`, order: 'desc', kind: 'time' },
  title: { key: sql<Date | string>`lower(left(title, 100))`, order: 'asc', kind: 'text' },
} as const

const atOf = (key: Date | string): number | string => (key instanceof Date ? key.getTime() : key)

/** An entry must have them all. Parts of words count, in any language: a library is searched while its owner types. */
const wordsOf = (q = ''): string[] => q.split(/\s+/).filter(Boolean).slice(0, 10)
