'use server'
import { users } from '@banyan/users/contract'
import { failure } from 'banyan/contract'
import { revalidatePath } from 'next/cache'
import type * as z from 'zod'
import { api } from '../../lib/api.ts'
import { type FailureView, failureView } from '../../lib/failure-view.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { load } from '../../lib/session/guard.ts'

/** Changes name and biography. */
export async function saveProfile(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const input = users.members.updateProfile.input.safeParse({ name: values.name, bio: values.bio })
  if (!input.success) return { failure: refused(input.error), values }
  const answer = await load(api.users.updateProfile(input.data))
  if (!answer.ok) return { failure: answer.failure, values }
  revalidatePath('/', 'layout')
  return { done: true, values }
}

/** Changes theme, language and notifications. */
export async function savePreferences(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const input = users.members.updateSettings.input.safeParse({
    theme: values.theme,
    language: values.language,
    notifications: { email: form.has('email'), push: form.has('push') },
  })
  if (!input.success) return { failure: refused(input.error), values }
  const answer = await load(api.users.updateSettings(input.data))
  return answer.ok ? { done: true, values } : { failure: answer.failure, values }
}

/** Signs another session out. */
export async function endSession(id: string): Promise<FailureView | undefined> {
  const answer = await load(api.auth.endSession({ id: String(id) }))
  if (!answer.ok) return answer.failure
  revalidatePath('/settings')
  return undefined
}

function refused(error: z.ZodError): FailureView {
  const issues = error.issues.map(({ path, message }) => ({ path: path.map(String), message }))
  return failureView(failure('invalid', { issues }))
}
