'use client'
import { Button } from '@banyan/ui/button'
import { Card, CardBody } from '@banyan/ui/card'
import { Field } from '@banyan/ui/field'
import { Select } from '@banyan/ui/select'
import { RotateCw } from 'lucide-react'
import type { Route } from 'next'
import { useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { Link } from '../../components/link.tsx'
import { useNonce } from '../../components/use-nonce.ts'
import { runAgain } from './actions.ts'

export interface RunAgainProps {
  readonly jobId: string
  /** The tones to choose from, where its kind has one. */
  readonly tones: readonly string[]
  /** The tone in which it was written. */
  readonly tone: string | undefined
  /** The form, filled in as it was for this run. */
  readonly form: Route
}

/** Runs the same again, in another tone where there is one, or leads back to its form. */
export function RunAgain({ jobId, tones, tone, form }: RunAgainProps) {
  const [state, submit, pending] = useActionState(runAgain.bind(null, jobId), {})
  const nonce = useNonce()
  return (
    <Card>
      <h2 className="border-line border-b px-5 py-3.5 text-base">Not quite it?</h2>
      <CardBody>
        <form action={submit} className="grid grid-cols-1 gap-3">
          <input type="hidden" name="nonce" value={nonce} />
          <FormFailure failure={state.failure} />
          {tone !== undefined && (
            <Field label="Tone">
              <Select name="tone" defaultValue={tone}>
                {tones.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </Select>
            </Field>
          )}
          <Button type="submit" busy={pending}>
            {!pending && <RotateCw aria-hidden className="size-4" />}
            Run again
          </Button>
          <p className="text-ink-3 text-xs">
            This one stays as it is. Or{' '}
            <Link href={form} className="text-accent underline underline-offset-3">
              change what you asked for
            </Link>
            .
          </p>
        </form>
      </CardBody>
    </Card>
  )
}
