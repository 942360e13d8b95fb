'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import type { FormState } from '../../lib/form-state.ts'

export interface AccountFormProps {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>
  /** With a name and the rule for passwords. */
  readonly create?: boolean
  /** Where to go afterwards. */
  readonly next?: string | undefined
}

/** E-mail and password, to sign in or to sign up. Works before scripts are there. */
export function AccountForm({ action, create = false, next }: AccountFormProps) {
  const [state, submit, pending] = useActionState(action, {})
  const errors = state.failure?.fields ?? {}
  return (
    <form action={submit} className="grid grid-cols-1 gap-4" noValidate>
      {next && <input type="hidden" name="next" value={next} />}
      <FormFailure failure={state.failure} />
      {create && (
        <Field label="Name" error={errors.name}>
          <Input name="name" autoComplete="name" required maxLength={120} defaultValue={state.values?.name} />
        </Field>
      )}
      <Field label="E-mail" error={errors.email}>
        <Input name="email" type="email" autoComplete="email" required defaultValue={state.values?.email} />
      </Field>
      <Field label="Password" error={errors.password} hint={create ? 'At least 10 characters.' : undefined}>
        <Input name="password" type="password" autoComplete={create ? 'new-password' : 'current-password'} required />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={pending} className="mt-1">
        {create ? 'Create account' : 'Sign in'}
      </Button>
    </form>
  )
}
