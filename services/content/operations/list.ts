import type { Handler } from 'banyan/service'
import { fromCursor, toCursor } from '../cursor.ts'
import type { Content } from '../shape.ts'

export const list: Handler<Content, 'list'> = async ({ type, q, limit, cursor }, { user, db }) => {
  let query = db
    .selectFrom('saved')
    .select(['id', 'type', 'title', 'excerpt', 'project', 'version', 'created_at', 'updated_at'])
    .where('user_id', '=', user.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (type !== undefined) query = query.where('type', '=', type)
  for (const word of wordsOf(q)) {
    const part = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(({ eb, or }) => or([eb('title', 'ilike', part), eb('body', 'ilike', part)]))
  }
  if (cursor !== undefined) {
    const { at, id } = fromCursor(cursor)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'id'), '<', tuple(new Date(at), id)))
  }

  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ created_at, updated_at, ...entry }) => ({
      ...entry,
      createdAt: created_at.toISOString(),
      updatedAt: updated_at.toISOString(),
    })),
    nextCursor: last && rows.length > limit ? toCursor({ at: last.created_at.getTime(), id: last.id }) : null,
  }
}

/** An entry must have them all. Parts of words count, in any language: a library is searched while its owner types. */
const wordsOf = (q = ''): string[] => q.split(/\s+/).filter(Boolean).slice(0, 10)
