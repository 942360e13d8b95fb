'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import { startRankings } from './run-actions.ts'

/** A keyword and a place, to see who is found first. */
export function RankingsForm({ keyword, location }: { readonly keyword: string; readonly location: string }) {
  const [state, submit, pending] = useActionState(startRankings, {})
  const nonce = useNonce()
  const errors = state.failure?.fields ?? {}
  return (
    <form action={submit} noValidate className="grid grid-cols-1 gap-3">
      <input type="hidden" name="nonce" value={nonce} />
      <FormFailure failure={state.failure} />
      <Field label="Keyword" error={errors.keyword}>
        <Input
          name="keyword"
          maxLength={120}
          autoComplete="off"
          placeholder="best buyer agent"
          defaultValue={state.values?.keyword ?? keyword}
        />
      </Field>
      <Field label="Place" error={errors.location}>
        <Input
          name="location"
          maxLength={120}
          autoComplete="off"
          placeholder="Austin, TX"
          defaultValue={state.values?.location ?? location}
        />
      </Field>
      <div>
        <Button type="submit" busy={pending}>
          See who is found
        </Button>
      </div>
    </form>
  )
}
