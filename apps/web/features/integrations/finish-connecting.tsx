'use client'
import { Button, buttonClass } from '@banyan/ui/button'
import { Card, CardBody } from '@banyan/ui/card'
import { LoaderCircle } from 'lucide-react'
import { startTransition, useActionState, useEffect, useRef } from 'react'
import { FormFailure } from '../../components/form-failure.tsx'
import { Link } from '../../components/link.tsx'
import { finish, type Returned } from './actions.ts'
import { ConnectButton } from './connect-button.tsx'

/** Where a provider sends people back to: goes on by itself, once; without scripts by a button. */
export function FinishConnecting({ returned, name }: { readonly returned: Returned; readonly name: string }) {
  const [state, submit] = useActionState(finish.bind(null, returned), {})
  const sent = useRef(false)
  useEffect(() => {
    if (sent.current) return
    sent.current = true
    startTransition(submit)
  }, [submit])

  if (state.failure)
    return (
      <Card>
        <CardBody className="grid grid-cols-1 gap-4">
          <FormFailure failure={{ ...state.failure, title: `${name} was not connected`, fields: {} }} />
          <div className="flex flex-wrap items-start gap-2">
            <ConnectButton provider={returned.provider} name={name} />
            <Link href="/integrations" className={buttonClass({ variant: 'ghost' })}>
              Back to integrations
            </Link>
          </div>
        </CardBody>
      </Card>
    )
  return (
    <Card>
      <CardBody className="flex items-center gap-3">
        <LoaderCircle aria-hidden className="size-4.5 animate-turn text-accent" />
        <p role="status">Connecting {name}</p>
        <form action={submit} className="hidden noscript:block">
          <Button type="submit" variant="primary">
            Finish connecting
          </Button>
        </form>
      </CardBody>
    </Card>
  )
}
