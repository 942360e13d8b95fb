import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { findEntry, toSaved } from '../store/entry.ts'

export const get: Handler<Content, 'get'> = async ({ id }, { user, db, fail }) => {
  const entry = await findEntry(db, user.id, id)
  if (!entry) throw fail.noSuchContent()
  return toSaved(entry)
}
