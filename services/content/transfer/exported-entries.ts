import { type Kysely, type Selectable, sql } from 'kysely'
import type { ExportedEntry } from '../contract/exported.ts'
import { type Entry, entriesOf } from '../store/entry.ts'
import type { Tables, VersionTable } from '../store/tables.ts'

/** An entry's place in the order in which they are exported: the oldest first. */
export interface Place {
  readonly at: number
  readonly id: string
}

export interface Part {
  /** Each as JSON. */
  readonly entries: readonly string[]
  /** The last of these, where there are more. */
  readonly next: Place | undefined
}

/** Entries with their versions, from a place on: as many as fit into the limits, and one at least. */
export async function exportedEntries(
  db: Kysely<Tables>,
  user: string,
  from: Place | undefined,
  limits: { readonly bytes: number; readonly entries: number },
): Promise<Part> {
  const entries: string[] = []
  let bytes = 0
  let last = from
  for (;;) {
    const rows = await some(db, user, last)
    if (rows.length === 0) return { entries, next: undefined }
    const versions = await versionsOf(db, user, rows)
    for (const row of rows) {
      const json = JSON.stringify(exported(row, versions.get(row.id) ?? []))
      bytes += Buffer.byteLength(json)
      if (entries.length > 0 && (bytes > limits.bytes || entries.length === limits.entries))
        return { entries, next: last }
      entries.push(json)
      last = { at: row.created_at.getTime(), id: row.id }
    }
  }
}

/** Entries at once: their bodies may be large. */
const ROWS = 20

function some(db: Kysely<Tables>, user: string, after: Place | undefined): Promise<Entry[]> {
  let query = entriesOf(db, user)
    .selectAll('saved')
    .select('project.name as project')
    .where('deleted_at', 'is', null)
    .orderBy('saved.created_at')
    .orderBy('saved.id')
    .limit(ROWS)
  if (after)
    query = query.where(sql<boolean>`(saved.created_at, saved.id) > (${new Date(after.at)}, ${after.id}::uuid)`)
  return query.execute()
}

type Version = Selectable<VersionTable>

async function versionsOf(db: Kysely<Tables>, user: string, entries: readonly Entry[]) {
  const found = await db
    .selectFrom('version')
    .selectAll()
    .where('user_id', '=', user)
    .where(
      'entry_id',
      'in',
      entries.map(({ id }) => id),
    )
    .orderBy('version', 'desc')
    .execute()
  return Map.groupBy(found, ({ entry_id }) => entry_id)
}

function exported(entry: Entry, versions: readonly Version[]): ExportedEntry {
  const { id, type, title, body, project_id, version, created_at, updated_at } = entry
  return {
    id,
    type,
    title,
    body,
    projectId: project_id,
    version,
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
    versions: versions.map(({ version, title, body, project, created_at, replaced_at }) => ({
      version,
      title,
      body,
      project,
      at: created_at.toISOString(),
      until: replaced_at.toISOString(),
    })),
  }
}
