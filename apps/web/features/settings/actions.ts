'use server'
import { users } from '@banyan/users/contract'
import { revalidatePath } from 'next/cache'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { load } from '../../lib/session/guard.ts'

/** Changes name and biography. */
export async function saveProfile(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const input = checked(users.members.updateProfile.input, { name: values.name, bio: values.bio })
  if (!input.ok) return { failure: input.failure, values }
  const answer = await load(api.users.updateProfile(input.value))
  if (!answer.ok) return { failure: answer.failure, values }
  revalidatePath('/', 'layout')
  return { done: true, values }
}

/** Changes theme, language and notifications. */
export async function savePreferences(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const input = checked(users.members.updateSettings.input, {
    theme: values.theme,
    language: values.language,
    notifications: { email: form.has('email'), push: form.has('push') },
  })
  if (!input.ok) return { failure: input.failure, values }
  const answer = await load(api.users.updateSettings(input.value))
  return answer.ok ? { done: true, values } : { failure: answer.failure, values }
}

/** Signs another session out. */
export async function endSession(id: string): Promise<FailureView | undefined> {
  const answer = await load(api.auth.endSession({ id: String(id) }))
  if (!answer.ok) return answer.failure
  revalidatePath('/settings')
  return undefined
}
