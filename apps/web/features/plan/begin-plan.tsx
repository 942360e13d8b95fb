'use client'
import { Button } from '@banyan/ui/button'
import { toast } from '@banyan/ui/toast'
import { useTransition } from 'react'
import { useNonce } from '../../components/use-nonce.ts'
import { described } from '../../lib/failure-view.ts'
import { beginPlan } from './actions.ts'

/** Begins a plan without a model. */
export function BeginPlan({ small = false }: { readonly small?: boolean }) {
  const nonce = useNonce()
  const [pending, start] = useTransition()
  const begin = () =>
    start(async () => {
      const failure = await beginPlan(nonce)
      if (failure) toast.error(failure.title, { description: described(failure) })
    })
  return (
    <Button onClick={begin} busy={pending} {...(small && { size: 'sm', variant: 'ghost' })}>
      Write a plan yourself
    </Button>
  )
}
