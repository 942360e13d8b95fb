'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { ScanSearch } from 'lucide-react'
import { type ComponentProps, useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { Link } from '../../components/link.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import type { Asked } from '../../lib/market/audit.ts'
import { startAudit } from './actions.ts'

export interface AuditFormProps {
  /** From the profile, or empty. */
  readonly details: Asked
  /** The profile lacks some of it. */
  readonly incomplete: boolean
}

/** The details that the platforms are held against. */
export function AuditForm({ details, incomplete }: AuditFormProps) {
  const [state, submit, pending] = useActionState(startAudit, {})
  const nonce = useNonce()
  const errors = state.failure?.fields ?? {}
  const line = (name: keyof Asked, label: string, input: ComponentProps<typeof Input> = {}) => (
    <Field label={label} error={errors[name]}>
      <Input {...input} name={name} defaultValue={state.values?.[name] ?? details[name] ?? ''} />
    </Field>
  )
  return (
    <form action={submit} noValidate className="grid grid-cols-1 gap-4">
      <input type="hidden" name="nonce" value={nonce} />
      <FormFailure failure={state.failure} />
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
        {line('name', 'Name', { maxLength: 120, autoComplete: 'name' })}
        {line('agency', 'Agency', { maxLength: 120, autoComplete: 'organization' })}
        {line('address', 'Address', { maxLength: 300, autoComplete: 'street-address' })}
        {line('phone', 'Phone', { maxLength: 40, type: 'tel', autoComplete: 'tel' })}
        {line('website', 'Website (optional)', { maxLength: 300, type: 'url', placeholder: 'https://' })}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" busy={pending}>
          {!pending && <ScanSearch aria-hidden className="size-4" />}
          Run the audit
        </Button>
        {incomplete && (
          <p className="text-ink-3 text-sm">
            Fill in your{' '}
            <Link href="/profile" className="text-accent underline underline-offset-3">
              profile
            </Link>{' '}
            once, and this stands here by itself.
          </p>
        )}
      </div>
    </form>
  )
}
