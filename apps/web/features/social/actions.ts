'use server'
import { ai } from '@banyan/ai/contract'
import { redirect } from 'next/navigation'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { onceFor } from '../../lib/jobs/once-for.ts'
import { documentOf } from '../../lib/library/document.ts'
import { readable } from '../../lib/library/readable.ts'
import { reportText } from '../../lib/library/report-markdown.ts'
import { load } from '../../lib/session/guard.ts'

/** Characters of a report that go along; the contract takes 8000. */
const CONTEXT = 7900

/** Starts writing posts, optionally from an entry of the library, and goes to the page of the run. */
export async function startPosts(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const context = values.from ? await contextOf(values.from) : undefined
  if (context && !context.ok) return { failure: context.failure, values }
  const input = checked(ai.members.generateSocialMediaPost.input, {
    topic: values.topic,
    tone: values.tone,
    ...(values.googleBusiness !== undefined && { googleBusiness: true }),
    ...(values.variations !== undefined && { variations: Number(values.variations) }),
    ...(context && { context: context.value }),
  })
  if (!input.ok) return { failure: input.failure, values }
  const accepted = await load(api.ai.generateSocialMediaPost(input.value, onceFor(values.nonce, input.value)))
  if (!accepted.ok) return { failure: accepted.failure, values }
  redirect(`/social/${accepted.value.job_id}`)
}

async function contextOf(id: string) {
  const entry = await load(api.content.get({ id }))
  if (!entry.ok) return entry
  const { type, title, body } = entry.value
  const document = documentOf(type, body)
  const text = document.kind === 'report' ? reportText(document.report) : readable(type, title, body)
  return { ok: true, value: text.slice(0, CONTEXT) } as const
}
