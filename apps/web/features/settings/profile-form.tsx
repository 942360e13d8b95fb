'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Textarea } from '@banyan/ui/textarea'
import type { Profile } from '@banyan/users/contract'
import { useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { saveProfile } from './actions.ts'
import { SavedNote } from './saved-note.tsx'

export function ProfileForm({ profile }: { readonly profile: Profile }) {
  const [state, submit, pending] = useActionState(saveProfile, {})
  const errors = state.failure?.fields ?? {}
  const values = state.values ?? profile
  return (
    <form action={submit} noValidate className="grid grid-cols-1 max-w-lg gap-4">
      <FormFailure failure={state.failure} />
      <Field label="Name" error={errors.name}>
        <Input name="name" autoComplete="name" maxLength={120} defaultValue={values.name} />
      </Field>
      <Field label="E-mail" hint="It names your account and cannot be changed here.">
        <Input value={profile.email} readOnly disabled />
      </Field>
      <Field label="About you" error={errors.bio}>
        <Textarea name="bio" rows={3} maxLength={2000} defaultValue={values.bio} />
      </Field>
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" busy={pending}>
          Save profile
        </Button>
        <SavedNote state={state} pending={pending} />
      </div>
    </form>
  )
}
