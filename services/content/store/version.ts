import type { Tx } from 'banyan/store'
import { type Kysely, sql } from 'kysely'
import type { Entry } from './entry.ts'
import type { Tables } from './tables.ts'

/** Former versions of an entry, and the characters of their bodies: the oldest beyond these are let go. */
export const MOST_VERSIONS = 100
export const MOST_CHARACTERS = 2_000_000
/** Milliseconds. Of what is saved by itself, one version in this time is kept. */
const SESSION = 10 * 60_000

/** Keeps what an entry is as a version of it, before it is changed. `autosave`: the change comes by itself. */
export async function keepVersion(tx: Tx<Tables>, entry: Entry, now: Date, autosave: boolean): Promise<void> {
  if (autosave && entry.autosaved && (await keptSince(tx, entry, now))) return
  const { user_id, id, version, title, body, excerpt, project, updated_at } = entry
  await tx
    .insertInto('version')
    .values({
      user_id,
      entry_id: id,
      version,
      title,
      body,
      excerpt,
      length: body.length,
      project,
      created_at: updated_at,
      replaced_at: now,
    })
    .execute()
  await sql`
    delete from version where user_id = ${user_id} and entry_id = ${id} and version in (
      select version from (
        select version, row_number() over newest as place, sum(length) over newest as characters
        from version where user_id = ${user_id} and entry_id = ${id} window newest as (order by version desc)
      ) as kept where place > ${MOST_VERSIONS} or (place > 1 and characters > ${MOST_CHARACTERS})
    )`.execute(tx)
}

async function keptSince(tx: Tx<Tables>, { user_id, id }: Entry, now: Date): Promise<boolean> {
  const last = await tx
    .selectFrom('version')
    .select('replaced_at')
    .where('user_id', '=', user_id)
    .where('entry_id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last !== undefined && now.getTime() - last.replaced_at.getTime() < SESSION
}

export interface FoundVersion {
  readonly version: number
  readonly title: string
  readonly body: string
  readonly excerpt: string
  readonly project: string | null
  /** When it came to be. */
  readonly at: Date
}

/** An entry as it was in a version of it, which may be the one that stands now. */
export async function findVersion(db: Kysely<Tables>, entry: Entry, number: number): Promise<FoundVersion | undefined> {
  if (number === entry.version) return { ...entry, at: entry.updated_at }
  return db
    .selectFrom('version')
    .select(['version', 'title', 'body', 'excerpt', 'project', 'created_at as at'])
    .where('user_id', '=', entry.user_id)
    .where('entry_id', '=', entry.id)
    .where('version', '=', number)
    .executeTakeFirst()
}
