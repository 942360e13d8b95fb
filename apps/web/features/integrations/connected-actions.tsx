'use client'
import { Button } from '@banyan/ui/button'
import { Dialog } from '@banyan/ui/dialog'
import { toast } from '@banyan/ui/toast'
import { RefreshCw, Unplug } from 'lucide-react'
import { useState, useTransition } from 'react'
import type { FailureView } from '../../lib/failure-view.ts'
import { described } from '../../lib/failure-view.ts'
import { disconnect, renew } from './actions.ts'

export interface ConnectedActionsProps {
  readonly provider: string
  readonly name: string
  /** Only a connection that works can be renewed. */
  readonly renewable: boolean
}

/** What can be done with an account that is or was connected. */
export function ConnectedActions({ provider, name, renewable }: ConnectedActionsProps) {
  const [renewing, startRenewing] = useTransition()
  const [ending, startEnding] = useTransition()
  const [asking, setAsking] = useState(false)
  const told = (failure: FailureView | undefined, good: string) => {
    if (failure) toast.error(failure.title, { description: described(failure) })
    else toast.success(good)
  }
  const end = () =>
    startEnding(async () => {
      told(await disconnect(provider), `${name} is disconnected`)
      setAsking(false)
    })
  return (
    <div className="flex flex-wrap gap-2">
      {renewable && (
        <Button
          busy={renewing}
          onClick={() => startRenewing(async () => told(await renew(provider), 'The access was renewed'))}
          aria-label={`Renew now: ${name}`}
        >
          {!renewing && <RefreshCw aria-hidden className="size-4" />}
          Renew now
        </Button>
      )}
      <Button variant="danger" onClick={() => setAsking(true)} aria-label={`Disconnect: ${name}`}>
        <Unplug aria-hidden className="size-4" />
        Disconnect
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Disconnect ${name}?`}
        footer={
          <>
            <Button variant="ghost" onClick={() => setAsking(false)}>
              Stay connected
            </Button>
            <Button variant="danger" onClick={end} busy={ending}>
              Disconnect
            </Button>
          </>
        }
      >
        <p className="text-sm">
          The access is deleted here at once, and taken back at {name}. What was made with it stays in your library. You
          can connect it again at any time.
        </p>
      </Dialog>
    </div>
  )
}
