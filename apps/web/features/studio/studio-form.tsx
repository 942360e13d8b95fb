'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Select } from '@banyan/ui/select'
import { clsx } from 'clsx'
import { Sparkles } from 'lucide-react'
import { type ReactNode, useActionState, useRef } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import { type FormField, VARIANTS } from '../../lib/studio/forms.ts'
import type { StudioKind } from '../../lib/studio/kinds.ts'
import { startContent } from './actions.ts'
import { DownNote } from './down-note.tsx'
import { StudioField } from './field.tsx'

export interface StudioFormProps {
  readonly kind: StudioKind
  readonly fields: readonly FormField[]
  readonly values: Readonly<Record<string, string>>
  /** Reports to write from, where facts are taken; undefined where they are not. */
  readonly reports: readonly { readonly id: string; readonly title: string }[] | undefined
  /** What a run is expected to take. */
  readonly children?: ReactNode
}

/** The form of one kind of content. */
export function StudioForm({ kind, fields, values: first, reports, children }: StudioFormProps) {
  const [state, submit, pending] = useActionState(startContent.bind(null, kind.key), {})
  const nonce = useNonce()
  const form = useRef<HTMLFormElement>(null)
  const errors = state.failure?.fields ?? {}
  const values = state.values ?? first
  const toned = fields.some(({ name }) => name === 'tone')

  return (
    <form ref={form} action={submit} noValidate className="grid grid-cols-1 gap-4">
      <input type="hidden" name="nonce" value={nonce} />
      {state.earlier ? (
        <DownNote kind={kind} failure={state.failure} earlier={state.earlier} />
      ) : (
        <FormFailure failure={state.failure} />
      )}
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {fields.map((field) => (
          <div key={field.name} className={clsx(WIDTHS[field.width ?? 'full'], field.look === 'switch' && 'self-end')}>
            <StudioField field={field} value={values[field.name]} error={errors[field.name]} />
          </div>
        ))}
        {reports && reports.length > 0 && (
          <div className={WIDTHS.half}>
            <Field label="Written from" hint="What a report found goes along with the facts." error={errors.from}>
              <Select name="from" key={values.from} defaultValue={values.from ?? ''}>
                <option value="">No report</option>
                {reports.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        )}
        <div className={WIDTHS.half}>
          <Field label="Variants" error={errors.variants}>
            <Select name="variants" key={values.variants} defaultValue={values.variants ?? '1'}>
              {VARIANTS.filter((variant) => toned || !variant.toned).map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div>{children}</div>
        <div className="flex flex-wrap gap-2">
          <Button variant="ghost" onClick={() => form.current && fillIn(form.current, fields)}>
            Show me an example
          </Button>
          <Button type="submit" variant="primary" busy={pending}>
            {!pending && <Sparkles aria-hidden className="size-4" />}
            {kind.verb}
          </Button>
        </div>
      </div>
    </form>
  )
}

const WIDTHS = {
  full: 'sm:col-span-2 lg:col-span-4',
  half: 'lg:col-span-2',
  quarter: '',
} as const satisfies Record<'full' | 'half' | 'quarter', string>

/** Puts the examples into what is still empty. */
function fillIn(form: HTMLFormElement, fields: readonly FormField[]): void {
  for (const { name, example } of fields) {
    const control = form.elements.namedItem(name)
    if (example === undefined || !(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement))
      continue
    if (control.value.trim() === '') control.value = example
  }
}
