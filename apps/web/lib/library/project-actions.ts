'use server'
import { content, type Project, type Saved } from '@banyan/content/contract'
import { api } from '../api.ts'
import { checked } from '../checked.ts'
import type { FailureView } from '../failure-view.ts'
import { load } from '../session/guard.ts'

export type Moved = { readonly ok: true; readonly entry: Saved } | { readonly ok: false; readonly failure: FailureView }

/** Puts an entry into a project, or takes it out of its project. */
export async function moveEntry(id: string, projectId: string | null): Promise<Moved> {
  const input = checked(content.members.update.input, { id, projectId })
  if (!input.ok) return input
  const moved = await load(api.content.update(input.value))
  return moved.ok ? { ok: true, entry: moved.value } : moved
}

export type Begun =
  | { readonly ok: true; readonly project: Project }
  | { readonly ok: false; readonly failure: FailureView }

/** Begins a project. */
export async function beginProject(name: string): Promise<Begun> {
  const input = checked(content.members.createProject.input, { name })
  if (!input.ok) return input
  const begun = await load(api.content.createProject(input.value))
  return begun.ok ? { ok: true, project: begun.value } : begun
}
