'use server'
import { content } from '@banyan/content/contract'
import { revalidatePath } from 'next/cache'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { loadAll } from '../../lib/session/guard.ts'

/** Marks a lesson as done, or as not done. */
export async function markLesson(lesson: string, done: boolean): Promise<FailureView | undefined> {
  const input = checked(content.members.train.input, { lesson, done })
  if (!input.ok) return input.failure
  const answer = await loadAll((ask) => ask('your progress', () => api.content.train(input.value)))
  if (!answer.ok) return answer.failure
  revalidatePath('/training', 'layout')
  return undefined
}
