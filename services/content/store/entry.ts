import type { Tx } from 'banyan/store'
import type { Kysely } from 'kysely'
import type { Saved } from '../contract.ts'
import type { SavedRow, Tables } from './tables.ts'
import { uuidOr } from './uuid.ts'

/** An entry with the name of its project. */
export interface Entry extends SavedRow {
  readonly project: string | null
}

/** One entry of a user; undefined when there is none, it is deleted, or it is somebody else's. */
export function findEntry(db: Kysely<Tables>, user: string, id: string): Promise<Entry | undefined> {
  return one(db, user, id).where('saved.deleted_at', 'is', null).executeTakeFirst()
}

/** The same, and nobody else changes it until the transaction ends. */
export function lockEntry(tx: Tx<Tables>, user: string, id: string): Promise<Entry | undefined> {
  return one(tx, user, id).where('saved.deleted_at', 'is', null).forUpdate('saved').executeTakeFirst()
}

/** An entry whether it is deleted or not, locked. */
export function lockAnyEntry(tx: Tx<Tables>, user: string, id: string): Promise<Entry | undefined> {
  return one(tx, user, id).forUpdate('saved').executeTakeFirst()
}

export function toSaved(entry: Entry): Saved {
  const { id, type, title, body, project_id, project, version, created_at, updated_at } = entry
  return {
    id,
    type,
    title,
    body,
    projectId: project_id,
    project,
    version,
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
  }
}

/** All entries of a user, each with the name of its project. */
export function entriesOf(db: Kysely<Tables>, user: string) {
  return db
    .selectFrom('saved')
    .leftJoin('project', (join) =>
      join.onRef('project.user_id', '=', 'saved.user_id').onRef('project.id', '=', 'saved.project_id'),
    )
    .where('saved.user_id', '=', user)
}

const one = (db: Kysely<Tables>, user: string, id: string) =>
  entriesOf(db, user).selectAll('saved').select('project.name as project').where('saved.id', '=', uuidOr(id))
