import type { Saved } from '@banyan/content/contract'
import { failure, settle } from 'banyan/contract'
import { api } from '../api.ts'

export interface Edited<D> {
  readonly document: D
  readonly version: number
}

/** How often somebody else may have saved in between. */
const ROUNDS = 4

/**
 * Makes a small change in a saved document that fits whatever else was changed meanwhile: it is read, changed and saved
 * over just that version, again while others are faster. Rejects as the calls do; `conflict` with the given words where
 * `edit` finds that it does not fit, `invalid` where the entry is no such document.
 */
export async function editDocument<D>(
  id: string,
  read: (entry: Saved) => D | undefined,
  edit: (document: D) => D | undefined,
  unfit = 'It was changed in the meantime: load the page again',
): Promise<Edited<D>> {
  for (let round = 1; ; round++) {
    const entry = await api.content.get({ id })
    const document = read(entry)
    if (!document) throw failure('invalid', { detail: 'This entry is of another kind.' })
    const changed = edit(document)
    if (!changed) throw failure('conflict', { detail: unfit })
    const body = JSON.stringify(changed)
    const saved = await settle(api.content.update({ id, body, ifMatch: `"${entry.version}"` }))
    if (saved.ok) return { document: changed, version: saved.value.version }
    if (saved.error.code !== 'changedMeanwhile' || round === ROUNDS) throw saved.error
  }
}
