'use server'
import { content } from '@banyan/content/contract'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { load } from '../../lib/session/guard.ts'

/** Begins a project and opens it. The form's nonce makes a double submission one project. */
export async function beginProject(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const input = checked(content.members.createProject.input, { name: values.name, description: values.description })
  if (!input.ok) return { failure: input.failure, values }
  const made = await load(api.content.createProject(input.value, { idempotencyKey: `project:${values.nonce}` }))
  if (!made.ok) return { failure: onName(made.failure), values }
  redirect(`/projects/${made.value.id}`)
}

/** Changes name and description of a project. */
export async function changeProject(id: string, _: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const { name, description } = values
  const input = checked(content.members.updateProject.input, { id, name, description })
  if (!input.ok) return { failure: input.failure, values }
  const changed = await load(api.content.updateProject(input.value))
  if (!changed.ok) return { failure: onName(changed.failure), values }
  revalidatePath('/projects', 'layout')
  return { done: true, values }
}

/** Deletes a project and leads to the others. What was in it stays in the library. */
export async function endProject(id: string): Promise<FailureView | undefined> {
  const removed = await load(api.content.removeProject({ id: String(id) }))
  if (!removed.ok && removed.failure.code !== 'noSuchProject') return removed.failure
  redirect('/projects')
}

/** A name that is taken is the name's fault. */
const onName = (failure: FailureView): FailureView =>
  failure.code === 'projectExists' ? { ...failure, fields: { name: failure.title } } : failure
