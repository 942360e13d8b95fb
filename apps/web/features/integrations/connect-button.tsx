'use client'
import { Button } from '@banyan/ui/button'
import { useActionState } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { connect } from './actions.ts'

export interface ConnectButtonProps {
  readonly provider: string
  readonly name: string
  /** It was connected before. */
  readonly again?: boolean
}

/** Leads to the provider, where access is allowed. */
export function ConnectButton({ provider, name, again = false }: ConnectButtonProps) {
  const [state, submit, pending] = useActionState(connect.bind(null, provider), {})
  return (
    <form action={submit} className="grid grid-cols-1 gap-3">
      <FormFailure failure={state.failure} />
      <div>
        <Button type="submit" variant="primary" busy={pending}>
          {again ? 'Reconnect' : 'Connect'} {name}
        </Button>
      </div>
    </form>
  )
}
