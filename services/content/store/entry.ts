import type { Tx } from 'banyan/store'
import type { Kysely } from 'kysely'
import type { Saved } from '../contract.ts'
import type { SavedRow, Tables } from './tables.ts'

/** One entry of a user; undefined when there is none, or it is somebody else's. */
export function findEntry(db: Kysely<Tables>, user: string, id: string): Promise<SavedRow | undefined> {
  return one(db, user, id).executeTakeFirst()
}

/** The same, and nobody else changes it until the transaction ends. */
export function lockEntry(tx: Tx<Tables>, user: string, id: string): Promise<SavedRow | undefined> {
  return one(tx, user, id).forUpdate().executeTakeFirst()
}

export function toSaved({ id, type, title, body, project, version, created_at, updated_at }: SavedRow): Saved {
  return {
    id,
    type,
    title,
    body,
    project,
    version,
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
  }
}

/** Text that is no UUID names nothing: it must not reach a column that would refuse it. */
function one(db: Kysely<Tables>, user: string, id: string) {
  return db
    .selectFrom('saved')
    .selectAll()
    .where('user_id', '=', user)
    .where('id', '=', UUID.test(id) ? id : NIL)
}

export const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const NIL = '00000000-0000-0000-0000-000000000000'
