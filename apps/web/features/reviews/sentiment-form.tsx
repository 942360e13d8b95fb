'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Textarea } from '@banyan/ui/textarea'
import { useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import { startSentiment } from './actions.ts'

/** One review, to be understood and answered. */
export function SentimentForm() {
  const [state, submit, pending] = useActionState(startSentiment, {})
  const nonce = useNonce()
  return (
    <form action={submit} noValidate className="grid grid-cols-1 gap-3">
      <input type="hidden" name="nonce" value={nonce} />
      <FormFailure failure={state.failure} />
      <Field label="Review" error={state.failure?.fields.comment}>
        <Textarea
          name="comment"
          rows={4}
          className="max-h-72 min-h-24"
          maxLength={4000}
          defaultValue={state.values?.comment ?? ''}
        />
      </Field>
      <div>
        <Button type="submit" busy={pending}>
          How is it meant?
        </Button>
      </div>
    </form>
  )
}
