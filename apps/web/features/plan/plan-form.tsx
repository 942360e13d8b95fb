'use client'
import { Button } from '@banyan/ui/button'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { Select } from '@banyan/ui/select'
import { Map as MapIcon } from 'lucide-react'
import { useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { Link } from '../../components/link.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import { startPlan } from './actions.ts'

export interface Choice {
  readonly id: string
  readonly label: string
}

export interface PlanFormProps {
  readonly audits: readonly Choice[]
  readonly lists: readonly Choice[]
  readonly audit: string | undefined
  readonly list: string | undefined
}

/** What a plan is made of. */
export function PlanForm({ audits, lists, audit, list }: PlanFormProps) {
  const [state, submit, pending] = useActionState(startPlan, {})
  const nonce = useNonce()
  const errors = state.failure?.fields ?? {}
  const { values } = state
  const bare = audits.length + lists.length === 0
  return (
    <form action={submit} noValidate className="grid grid-cols-1 gap-4">
      <input type="hidden" name="nonce" value={nonce} />
      <FormFailure failure={state.failure} />
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
        <Field label="Brand audit">
          <Select key={`a ${values?.audit}`} name="audit" defaultValue={values?.audit ?? audit ?? audits[0]?.id ?? ''}>
            {audits.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
            <option value="">Without an audit</option>
          </Select>
        </Field>
        <Field label="Competitors">
          <Select
            key={`c ${values?.competitors}`}
            name="competitors"
            defaultValue={values?.competitors ?? list ?? lists[0]?.id ?? ''}
          >
            {lists.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
            <option value="">Without competitors</option>
          </Select>
        </Field>
        <Field label="Goal (optional)" error={errors.goal}>
          <Input
            name="goal"
            maxLength={500}
            placeholder="Ten listings by the end of the year"
            defaultValue={values?.goal ?? ''}
          />
        </Field>
        <Field label="Budget (optional)" error={errors.budget}>
          <Input name="budget" maxLength={200} placeholder="$500 a month" defaultValue={values?.budget ?? ''} />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" busy={pending}>
          {!pending && <MapIcon aria-hidden className="size-4" />}
          Make a plan
        </Button>
        {bare && (
          <p className="text-ink-3 text-sm">
            A plan says more after a{' '}
            <Link href="/audit" className="text-accent underline underline-offset-3">
              brand audit
            </Link>{' '}
            and a list of{' '}
            <Link href="/competitors" className="text-accent underline underline-offset-3">
              competitors
            </Link>
            .
          </p>
        )}
      </div>
    </form>
  )
}
