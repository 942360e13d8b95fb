'use client'
import { Button } from '@banyan/ui/button'
import { Dialog } from '@banyan/ui/dialog'
import { Field } from '@banyan/ui/field'
import { Input } from '@banyan/ui/input'
import { useId, useState, useTransition } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import type { FailureView } from '../../lib/failure-view.ts'
import { type Figures, type NumberName, numberLabels, numberNames } from '../../lib/market/figures.ts'

export interface Typed extends Figures {
  readonly name: string
  readonly agency: string
}

export interface AgentDialogProps {
  readonly title: string
  /** What stands there now. */
  readonly agent: Typed
  /** The owner's own numbers need no name. */
  readonly own?: boolean
  readonly onClose: () => void
  /** Gives why it was not taken, if it was not. */
  readonly onSave: (agent: Typed) => Promise<FailureView | undefined>
}

/** An agent's name and numbers, by hand. */
export function AgentDialog({ title, agent, own = false, onClose, onSave }: AgentDialogProps) {
  const id = useId()
  const [failure, setFailure] = useState<FailureView>()
  const [saving, start] = useTransition()
  const errors = failure?.fields ?? {}
  const submit = (form: FormData) =>
    start(async () => {
      const text = (name: string) => String(form.get(name) ?? '')
      const figures = Object.fromEntries(numberNames.map((name) => [name, numberOf(text(name))]))
      // Each of the numbers has its field.
      const typed = { name: text('name'), agency: text('agency'), ...(figures as Figures) }
      setFailure(await onSave(typed))
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description="A number that you do not know stays empty."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={id} busy={saving}>
            Save
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
        className="grid grid-cols-1 gap-4"
      >
        <FormFailure failure={failure} />
        {!own && (
          <>
            <Field label="Name" error={errors.name}>
              <Input name="name" data-autofocus maxLength={120} defaultValue={agent.name} />
            </Field>
            <Field label="Agency" error={errors.agency}>
              <Input name="agency" maxLength={120} defaultValue={agent.agency} />
            </Field>
          </>
        )}
        <div className="grid grid-cols-2 items-start gap-4">
          {numberNames.map((name) => (
            <Field key={name} label={numberLabels[name]} hint={HINTS[name]} error={errors[name]}>
              <Input name={name} inputMode="decimal" maxLength={12} defaultValue={agent[name] || ''} />
            </Field>
          ))}
        </div>
      </form>
    </Dialog>
  )
}

const HINTS: Readonly<Record<NumberName, string>> = {
  avgRating: 'Out of five',
  reviewCount: 'On all platforms',
  socialFollowers: 'Of all accounts',
  domainAuthority: 'From 0 to 100',
}

/** What is no number goes on as it is: the server says what it wants. */
const numberOf = (text: string): unknown => {
  const plain = text.trim().replaceAll(/(?<=\d),(?=\d{3})/g, '')
  if (plain === '') return 0
  return Number.isNaN(Number(plain)) ? text : Number(plain)
}
