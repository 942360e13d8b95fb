import type { Handler } from 'banyan/service'
import type { Content } from '../shape.ts'
import { findEntry } from '../store/entry.ts'
import { findVersion } from '../store/version.ts'

export const version: Handler<Content, 'version'> = async ({ id, version: number }, { user, db, fail }) => {
  const entry = await findEntry(db, user.id, id)
  if (!entry) throw fail.noSuchContent()
  const found = await findVersion(db, entry, number)
  if (!found) throw fail.noSuchVersion()
  const { version, title, body, excerpt, project, at } = found
  return { version, title, body, excerpt, project, at: at.toISOString(), current: version === entry.version }
}
