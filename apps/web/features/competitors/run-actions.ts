'use server'
import { ai } from '@banyan/ai/contract'
import { redirect } from 'next/navigation'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { onceFor } from '../../lib/jobs/once-for.ts'
import { loadAll } from '../../lib/session/guard.ts'

/** Looks for agents who work where this one works, and goes to the page of the run. */
export async function startFind(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const { name, agency, address } = values
  const input = checked(ai.members.findCompetitors.input, { name, agency, address })
  if (!input.ok) return { failure: input.failure, values }
  const started = await loadAll((ask) =>
    ask('the search', () => api.ai.findCompetitors(input.value, onceFor(values.nonce, input.value))),
  )
  if (!started.ok) return { failure: started.failure, values }
  redirect(`/competitors/run/${started.value.job_id}`)
}

/** Looks who is found first for a keyword, and goes to the page of the run. */
export async function startRankings(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const { keyword, location } = values
  const input = checked(ai.members.keywordRankings.input, { keyword, location })
  if (!input.ok) return { failure: input.failure, values }
  const started = await loadAll((ask) =>
    ask('the search', () => api.ai.keywordRankings(input.value, onceFor(values.nonce, input.value))),
  )
  if (!started.ok) return { failure: started.failure, values }
  redirect(`/competitors/keywords/${started.value.job_id}`)
}
