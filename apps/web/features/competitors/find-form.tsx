'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Search } from 'lucide-react'
import { useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import { startFind } from './run-actions.ts'

export interface Me {
  readonly name: string
  readonly agency: string
  readonly address: string
}

/** Where and beside whom to look for competitors. */
export function FindForm({ me }: { readonly me: Me }) {
  const [state, submit, pending] = useActionState(startFind, {})
  const nonce = useNonce()
  const errors = state.failure?.fields ?? {}
  const line = (name: keyof Me, label: string, maxLength: number) => (
    <Field label={label} error={errors[name]}>
      <Input name={name} maxLength={maxLength} defaultValue={state.values?.[name] ?? me[name]} />
    </Field>
  )
  return (
    <form action={submit} noValidate className="grid grid-cols-1 gap-4">
      <input type="hidden" name="nonce" value={nonce} />
      <FormFailure failure={state.failure} />
      <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-[1fr_1fr_1.4fr]">
        {line('name', 'Your name', 120)}
        {line('agency', 'Your agency', 120)}
        {line('address', 'Your address', 300)}
      </div>
      <div>
        <Button type="submit" variant="primary" busy={pending}>
          {!pending && <Search aria-hidden className="size-4" />}
          Find competitors
        </Button>
      </div>
    </form>
  )
}
