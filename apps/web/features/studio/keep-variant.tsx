'use client'
import { Button } from '@banyan/ui/button'
import { Check } from 'lucide-react'
import { useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { keepVariant } from './actions.ts'

export interface KeepVariantProps {
  readonly jobId: string
  /** `Variant 2` */
  readonly name: string
  /** Runs of another kind that were begun with it. */
  readonly others: readonly string[]
}

/** Chooses one of several variants: it goes to the library, the others stay with their runs. */
export function KeepVariant({ jobId, name, others }: KeepVariantProps) {
  const [state, submit, pending] = useActionState(keepVariant.bind(null, jobId, others), {})
  return (
    <form action={submit} className="grid grid-cols-1 gap-2">
      <Button
        type="submit"
        size="sm"
        variant="primary"
        busy={pending}
        aria-label={`Keep this one: ${name.toLowerCase()}`}
      >
        {!pending && <Check aria-hidden className="size-4" />}
        Keep this one
      </Button>
      <FormFailure failure={state.failure} />
    </form>
  )
}
