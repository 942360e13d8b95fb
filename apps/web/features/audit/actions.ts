'use server'
import { ai } from '@banyan/ai/contract'
import { redirect } from 'next/navigation'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { onceFor } from '../../lib/jobs/once-for.ts'
import { loadAll } from '../../lib/session/guard.ts'

/** Starts a brand audit and goes to its page. The form's nonce makes a double submission one run. */
export async function startAudit(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const { name, agency, address, phone, website = '' } = values
  const input = checked(ai.members.runNapAudit.input, {
    ...{ name, agency, address, phone },
    ...(website.trim() !== '' && { website: website.trim() }),
  })
  if (!input.ok) return { failure: input.failure, values }
  const started = await loadAll((ask) =>
    ask('the audit', () => api.ai.runNapAudit(input.value, onceFor(values.nonce, input.value))),
  )
  if (!started.ok) return { failure: started.failure, values }
  redirect(`/audit/run/${started.value.job_id}`)
}
