'use client'
import { Button } from '@banyan/ui/button'
import { useActionState } from 'react'
import { keepAgain } from '../../lib/library/keep-again.ts'
import { FormFailure } from '../form-failure.tsx'
import { useNonce } from '../use-nonce.ts'

/** For a result that its owner deleted from the library, or that nobody saw end. */
export function KeepAgain({ jobId }: { readonly jobId: string }) {
  const nonce = useNonce()
  const [state, submit, pending] = useActionState(keepAgain.bind(null, jobId, nonce), {})
  return (
    <form action={submit} className="flex flex-wrap items-center gap-3 text-ink-2 text-sm">
      This result is not in your library.
      <Button type="submit" size="sm" busy={pending}>
        Save it
      </Button>
      <FormFailure failure={state.failure} />
    </form>
  )
}
