import type { Saved, SavedVersion, WholeVersion } from '@banyan/content/contract'
import { api } from '../api.ts'
import { compare, type Passage } from '../diff/compare.ts'
import { type Loaded, load } from '../session/guard.ts'
import { readable } from './readable.ts'

/** A version of an entry, held against the one that stands now or against the one before it. */
export interface Comparison {
  readonly versions: readonly SavedVersion[]
  readonly chosen: SavedVersion
  /** The one that it is held against; undefined where there is none. */
  readonly other: SavedVersion | undefined
  readonly withBefore: boolean
  /** What stood there is read as text; undefined where the two differ too much to be compared. */
  readonly passages: readonly Passage[] | undefined
  readonly texts: { readonly before: string; readonly after: string }
}

/**
 * One version beside another. Without a wanted number it is the newest former one; a number that is not kept any more is
 * told as `noSuchVersion`. What stands now can only be held against what was before it.
 */
export async function loadComparison(
  entry: Saved,
  wanted: number | undefined,
  withBefore: boolean,
): Promise<Loaded<Comparison>> {
  const path = `/saved/${encodeURIComponent(entry.id)}/versions`
  const listed = await load(api.content.versions({ id: entry.id }), path)
  if (!listed.ok) return listed
  const versions = listed.value.items
  const at =
    wanted === undefined ? Math.min(1, versions.length - 1) : versions.findIndex((each) => each.version === wanted)
  const chosen = versions[at]
  if (!chosen) return load(api.content.version({ id: entry.id, version: wanted ?? 0 }), path).then(missing)
  const before = chosen.current || withBefore
  const other = before ? versions[at + 1] : versions[0]
  const [one, two] = await Promise.all([whole(entry, chosen, path), other && whole(entry, other, path)])
  if (!one.ok) return one
  if (two && !two.ok) return two
  const [older, newer] = before ? [two?.value, one.value] : [one.value, two?.value]
  const texts = { before: textOf(entry, older), after: textOf(entry, newer) }
  return {
    ok: true,
    value: { versions, chosen, other, withBefore: before, passages: compare(texts.before, texts.after), texts },
  }
}

/** Somebody asks for a number that is not listed: the service says why. */
function missing(answer: Loaded<WholeVersion>): Loaded<Comparison> {
  if (!answer.ok) return answer
  return { ok: false, failure: { code: 'noSuchVersion', title: 'Load the page again', temporary: false, fields: {} } }
}

/** The entry itself is the version that stands now, unless it has changed since. */
function whole(
  entry: Saved,
  { version }: SavedVersion,
  path: string,
): Promise<Loaded<Pick<WholeVersion, 'title' | 'body'>>> {
  if (version === entry.version) return Promise.resolve({ ok: true, value: entry })
  return load(api.content.version({ id: entry.id, version }), path)
}

const textOf = (entry: Saved, version: Pick<WholeVersion, 'title' | 'body'> | undefined): string =>
  version ? `${version.title}\n\n${readable(entry.type, version.title, version.body)}` : ''
