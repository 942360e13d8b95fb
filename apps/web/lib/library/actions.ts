'use server'
import { content, type Saved } from '@banyan/content/contract'
import type * as z from 'zod'
import { api } from '../api.ts'
import { checked } from '../checked.ts'
import type { FailureView } from '../failure-view.ts'
import { load } from '../session/guard.ts'
import { readable } from './readable.ts'

export type Changed =
  | { readonly state: 'saved'; readonly entry: Saved }
  /** Somebody, or another tab, saved meanwhile. */
  | { readonly state: 'conflict'; readonly theirs: Saved; readonly readable: string }
  | { readonly state: 'gone' }
  | { readonly state: 'failed'; readonly failure: FailureView }

/** Changes an entry if it still has `version`; otherwise gives what stands there now. `autosave`: nobody asked for it. */
export async function changeEntry(
  id: string,
  version: number,
  title: string,
  body: string,
  autosave = false,
): Promise<Changed> {
  const input = checked(content.members.update.input, { id, title, body, autosave, ifMatch: `"${version}"` })
  if (!input.ok) return { state: 'failed', failure: input.failure }
  const changed = await load(api.content.update(input.value))
  if (changed.ok) return { state: 'saved', entry: changed.value }
  if (changed.failure.code === 'noSuchContent') return { state: 'gone' }
  if (changed.failure.code !== 'changedMeanwhile') return { state: 'failed', failure: changed.failure }
  const theirs = await load(api.content.get({ id: input.value.id }))
  if (theirs.ok) {
    const { type, title, body } = theirs.value
    return { state: 'conflict', theirs: theirs.value, readable: readable(type, title, body) }
  }
  return theirs.failure.code === 'noSuchContent' ? { state: 'gone' } : { state: 'failed', failure: theirs.failure }
}

export type Draft = z.input<typeof content.members.save.input>

/** Saves a new entry. With the same key it is saved once. */
export async function createEntry(draft: Draft, key: string): Promise<Changed> {
  const input = checked(content.members.save.input, draft)
  if (!input.ok) return { state: 'failed', failure: input.failure }
  const saved = await load(api.content.save(input.value, { idempotencyKey: String(key) }))
  return saved.ok ? { state: 'saved', entry: saved.value } : { state: 'failed', failure: saved.failure }
}

export type Done = { readonly ok: true } | { readonly ok: false; readonly failure: FailureView }

/** Deletes an entry. For thirty days it can be brought back. */
export async function removeEntry(id: string): Promise<Done> {
  const removed = await load(api.content.remove({ id: String(id) }))
  return removed.ok ? { ok: true } : removed
}

/** Brings a deleted entry back as it was. */
export async function bringBack(id: string): Promise<Done> {
  const back = await load(api.content.undelete({ id: String(id) }))
  return back.ok ? { ok: true } : back
}

/** Makes an earlier version the newest one, if the entry still has the version that its reader saw. */
export async function restoreVersion(id: string, version: number, seen: number): Promise<Done> {
  const input = checked(content.members.restore.input, { id, version, ifMatch: `"${seen}"` })
  if (!input.ok) return input
  const restored = await load(api.content.restore(input.value))
  return restored.ok ? { ok: true } : restored
}
