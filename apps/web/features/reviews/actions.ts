'use server'
import { ai } from '@banyan/ai/contract'
import { redirect } from 'next/navigation'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'
import { type FormState, textsOf } from '../../lib/form-state.ts'
import { onceFor } from '../../lib/jobs/once-for.ts'
import { reviewsInLines } from '../../lib/market/reviews-in.ts'
import { loadAll } from '../../lib/session/guard.ts'

/** Starts an analysis of reviews and goes to its page. The form's nonce makes a double submission one run. */
export async function startAnalysis(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const input = checked(ai.members.analyzeReviews.input, { comments: reviewsInLines(values.comments ?? '') })
  if (!input.ok) return { failure: input.failure, values }
  const started = await loadAll((ask) =>
    ask('the analysis', () => api.ai.analyzeReviews(input.value, onceFor(values.nonce, input.value))),
  )
  if (!started.ok) return { failure: started.failure, values }
  redirect(`/reviews/run/${started.value.job_id}`)
}

/** Asks how one review is meant, and goes to the page of the answer. */
export async function startSentiment(_: FormState, form: FormData): Promise<FormState> {
  const values = textsOf(form)
  const input = checked(ai.members.analyzeReviewSentiment.input, { comment: values.comment })
  if (!input.ok) return { failure: input.failure, values }
  const started = await loadAll((ask) =>
    ask('the answer', () => api.ai.analyzeReviewSentiment(input.value, onceFor(values.nonce, input.value))),
  )
  if (!started.ok) return { failure: started.failure, values }
  redirect(`/reviews/one/${started.value.job_id}`)
}
