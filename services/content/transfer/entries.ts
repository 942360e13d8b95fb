import type { Tx } from 'banyan/store'
import type { ExportedEntry, Imported } from '../contract/exported.ts'
import { excerpt } from '../excerpt.ts'
import { announceSaved } from '../store/announce.ts'
import { changeEntry } from '../store/change.ts'
import { type Entry, entriesOf } from '../store/entry.ts'
import type { Tables } from '../store/tables.ts'
import { MOST_VERSIONS } from '../store/version.ts'
import type { Into } from './into.ts'

/** An entry on its way in, with its project here. */
export interface Incoming extends ExportedEntry {
  readonly home: { readonly id: string; readonly name: string } | null
  /** Whether it says what the one that is here says; by default type, title and body are compared. */
  readonly same?: (here: Entry) => boolean
  /** Why it must not take the place of the one that is here, if it must not. */
  readonly refuse?: (here: Entry) => string | undefined
}

/** What became of one, beside its names. */
type Told = Pick<Imported, 'outcome' | 'message'>

/** Takes entries in, in their order. What is here already stays unless it may be replaced; twice does no more than once. */
export async function takeEntries(tx: Tx<Tables>, entries: readonly Incoming[], into: Into): Promise<Told[]> {
  // All of a file's may be wrong.
  if (entries.length === 0) return []
  const ids = [...new Set(entries.map(({ id }) => id))]
  const here = await entriesOf(tx, into.user)
    .selectAll('saved')
    .select('project.name as project')
    .where('saved.id', 'in', ids)
    .orderBy('saved.id')
    .forUpdate('saved')
    .execute()
  const known = new Map<string, Entry>(here.map((entry) => [entry.id, entry]))
  const told: Told[] = []
  for (const entry of entries) {
    const before = known.get(entry.id)
    const { after, ...outcome } = before ? await meet(tx, before, entry, into) : await create(tx, entry, into)
    known.set(entry.id, after)
    told.push(outcome)
  }
  return told
}

async function create(tx: Tx<Tables>, entry: Incoming, { user, emit }: Into): Promise<Told & { after: Entry }> {
  const { id, type, title, body, home, version } = entry
  const row = await tx
    .insertInto('saved')
    .values({
      user_id: user,
      id,
      type,
      title,
      body,
      excerpt: excerpt(body),
      project_id: home?.id ?? null,
      version,
      autosaved: false,
      created_at: new Date(entry.createdAt),
      updated_at: new Date(entry.updatedAt),
      deleted_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const former = entry.versions
    .filter((each) => each.version < version)
    .sort((a, b) => b.version - a.version)
    .slice(0, MOST_VERSIONS)
  if (former.length > 0)
    await tx
      .insertInto('version')
      .values(
        former.map(({ at, until, ...each }) => ({
          ...each,
          user_id: user,
          entry_id: id,
          excerpt: excerpt(each.body),
          length: each.body.length,
          created_at: new Date(at),
          replaced_at: new Date(until),
        })),
      )
      .execute()
  await announceSaved(emit, tx, row)
  return { outcome: 'created', after: { ...row, project: home?.name ?? null } }
}

async function meet(
  tx: Tx<Tables>,
  before: Entry,
  entry: Incoming,
  { user, now, replace, emit }: Into,
): Promise<Told & { after: Entry }> {
  const { type, title, body } = entry
  const restored = before.deleted_at !== null
  const here: Entry = { ...before, deleted_at: null }
  if (restored) {
    await tx
      .updateTable('saved')
      .set({ deleted_at: null })
      .where('user_id', '=', user)
      .where('id', '=', before.id)
      .execute()
    await announceSaved(emit, tx, here)
  }
  if (entry.same ? entry.same(here) : says(entry, here))
    return { outcome: restored ? 'restored' : 'unchanged', after: here }
  const refusal = entry.refuse?.(here) ?? (type === here.type ? undefined : `It is of the type ${here.type} here`)
  if (replace && refusal === undefined) {
    const after = await changeEntry(
      tx,
      emit,
      here,
      { title, body, project: entry.home ?? undefined, autosave: false },
      now,
    )
    return { outcome: 'replaced', after }
  }
  const message = refusal ?? `It says something else here, in its version ${here.version}`
  return { outcome: restored ? 'restored' : 'kept', message, after: here }
}

const says = (entry: Incoming, here: Entry): boolean =>
  entry.type === here.type && entry.title === here.title && entry.body === here.body
