import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { findEntry } from '../store/entry.ts'

export const versions: Handler<Content, 'versions'> = async ({ id }, { user, db, fail }) => {
  const entry = await findEntry(db, user.id, id)
  if (!entry) throw fail.noSuchContent()
  const former = await db
    .selectFrom('version')
    .select(['version', 'title', 'excerpt', 'project', 'created_at'])
    .where('user_id', '=', user.id)
    .where('entry_id', '=', entry.id)
    // An entry may change between the two statements.
    .where('version', '<', entry.version)
    .orderBy('version', 'desc')
    .execute()
  const { version, title, excerpt, project, updated_at } = entry
  return {
    items: [
      { version, title, excerpt, project, at: updated_at.toISOString(), current: true },
      ...former.map(({ created_at, ...kept }) => ({ ...kept, at: created_at.toISOString(), current: false })),
    ],
  }
}
