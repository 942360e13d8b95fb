import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Select } from '@banyan/ui/select'
import { Switch } from '@banyan/ui/switch'
import { Textarea } from '@banyan/ui/textarea'
import { useId } from 'react'
import type { FormField } from '../../lib/studio/forms.ts'

export interface StudioFieldProps {
  readonly field: FormField
  readonly value: string | undefined
  readonly error: string | undefined
}

/** One field of a form, as its description wants it. */
export function StudioField({ field, value, error }: StudioFieldProps) {
  const { name, label, hint, example, look, options = [], optional, max } = field
  if (look === 'switch') return <SwitchField name={name} label={label} on={value !== undefined} />
  const examples = example?.includes('\n') ? example.split('\n')[0] : example
  const control = {
    name,
    defaultValue: value ?? '',
    placeholder: examples === undefined ? undefined : `e.g. ${examples}`,
    autoComplete: 'off',
    ...(max !== undefined && { maxLength: max }),
  }
  return (
    <Field label={label} hint={hint} error={error} aside={optional && 'Optional'}>
      {look === 'select' ? (
        <Select name={name} key={value} defaultValue={value ?? options[0]}>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </Select>
      ) : look === 'text' || look === 'lines' ? (
        <Textarea {...control} rows={3} className="min-h-20" />
      ) : (
        <Input {...control} inputMode={look === 'number' ? 'decimal' : undefined} />
      )}
    </Field>
  )
}

function SwitchField({ name, label, on }: { readonly name: string; readonly label: string; readonly on: boolean }) {
  const id = useId()
  return (
    <p className="flex items-center gap-3 py-2 text-sm">
      <Switch key={String(on)} id={id} name={name} defaultChecked={on} />
      <label htmlFor={id}>{label}</label>
    </p>
  )
}
