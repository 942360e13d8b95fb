'use server'
import { ai } from '@banyan/ai/contract'
import { redirect } from 'next/navigation'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { onceFor } from '../../lib/jobs/once-for.ts'
import { load } from '../../lib/session/guard.ts'

/** Starts a research run and goes to its page. The form's nonce makes a double submission one run. */
export async function startResearch(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const input = checked(ai.members.runResearchAgent.input, { topic: values.topic })
  if (!input.ok) return { failure: input.failure, values }
  const accepted = await load(api.ai.runResearchAgent(input.value, onceFor(values.nonce, input.value)))
  if (!accepted.ok) return { failure: accepted.failure, values }
  redirect(`/research/${accepted.value.job_id}`)
}
