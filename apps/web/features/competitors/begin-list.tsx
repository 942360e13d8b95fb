'use client'
import { Button } from '@banyan/ui/button'
import { toast } from '@banyan/ui/toast'
import { useTransition } from 'react'
import { useNonce } from '../../components/use-nonce.ts'
import { described } from '../../lib/failure-view.ts'
import { beginList } from './list-actions.ts'

/** Begins an empty list, for whoever knows his competitors, or has no model to ask. */
export function BeginList({ name }: { readonly name: string }) {
  const nonce = useNonce()
  const [pending, start] = useTransition()
  const begin = () =>
    start(async () => {
      const failure = await beginList(name, nonce)
      if (failure) toast.error(failure.title, { description: described(failure) })
    })
  return (
    <Button onClick={begin} busy={pending}>
      Begin a list by hand
    </Button>
  )
}
