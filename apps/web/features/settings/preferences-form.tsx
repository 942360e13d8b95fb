'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Select } from '@banyan/ui/select'
import { Switch } from '@banyan/ui/switch'
import type { Settings } from '@banyan/users/contract'
import { useActionState, useId } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { choose, type Theme } from '../../components/shell/theme.ts'
import { savePreferences } from './actions.ts'
import { SavedNote } from './saved-note.tsx'

export function PreferencesForm({ settings }: { readonly settings: Settings }) {
  const [state, submit, pending] = useActionState(savePreferences, {})
  const errors = state.failure?.fields ?? {}
  const { values } = state
  const notice = (name: 'email' | 'push') => (values ? name in values : settings.notifications[name])
  return (
    <form action={submit} noValidate className="grid grid-cols-1 max-w-lg gap-4">
      <FormFailure failure={state.failure} />
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
        <Field label="Theme">
          <Select
            name="theme"
            key={values?.theme}
            defaultValue={values?.theme ?? settings.theme}
            onChange={(event) => choose(event.target.value as Theme)}
          >
            <option value="system">As the system has it</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </Select>
        </Field>
        <Field label="Language" hint="A tag such as en or pt-BR." error={errors.language}>
          <Input
            name="language"
            maxLength={35}
            autoComplete="off"
            defaultValue={values?.language ?? settings.language}
          />
        </Field>
      </div>
      <fieldset className="grid grid-cols-1 gap-2.5">
        <legend className="mb-2 font-medium text-sm">Tell me when something is finished</legend>
        <Choice name="email" label="By e-mail" checked={notice('email')} />
        <Choice name="push" label="As a notification on my devices" checked={notice('push')} />
      </fieldset>
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" busy={pending}>
          Save preferences
        </Button>
        <SavedNote state={state} pending={pending} />
      </div>
    </form>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly checked: boolean
}

function Choice({ name, label, checked }: ChoiceProps) {
  const id = useId()
  return (
    <p className="flex items-center gap-3 text-sm">
      <Switch key={String(checked)} id={id} name={name} defaultChecked={checked} />
      <label htmlFor={id}>{label}</label>
    </p>
  )
}
