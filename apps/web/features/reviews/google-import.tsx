'use client'
import { Button, buttonClass } from '@banyan/ui/button'
import { Building2, Plug } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Link } from '../../components/link.tsx'
import type { FailureView } from '../../lib/failure-view.ts'
import { importFromGoogle } from './google-actions.ts'

/** How Google Business can be used: `down` where nobody can say it now. */
export type GoogleState = 'absent' | 'connect' | 'reconnect' | 'ready' | 'down'

export interface GoogleImportProps {
  readonly state: GoogleState
  readonly onReviews: (reviews: readonly string[]) => void
}

/** Takes the reviews over that clients have written at Google Business. */
export function GoogleImport({ state, onReviews }: GoogleImportProps) {
  const [pending, start] = useTransition()
  const [failure, setFailure] = useState<FailureView>()
  if (state === 'absent') return null
  if (state === 'connect' || state === 'reconnect')
    return (
      <Link href="/integrations" className={buttonClass({ variant: 'ghost' })}>
        <Plug aria-hidden className="size-4" />
        {state === 'connect' ? 'Connect Google Business' : 'Reconnect Google Business'}
      </Link>
    )
  const take = () =>
    start(async () => {
      const answer = await importFromGoogle()
      setFailure(answer.ok ? undefined : answer.failure)
      if (answer.ok) onReviews(answer.value)
    })
  return (
    <>
      <Button onClick={take} busy={pending} disabled={state === 'down'}>
        {!pending && <Building2 aria-hidden className="size-4" />}
        From Google Business
      </Button>
      {state === 'down' && (
        <p className="text-ink-3 text-sm">
          Connected accounts cannot be reached right now.{' '}
          <Link href="/integrations" className="underline underline-offset-3">
            See their state
          </Link>
        </p>
      )}
      {failure && (
        <p role="alert" className="basis-full text-bad text-sm">
          {failure.title}. {failure.detail}{' '}
          {CONNECT.has(failure.code) && (
            <Link href="/integrations" className="font-medium underline underline-offset-3">
              Reconnect it
            </Link>
          )}
          {failure.requestId && <span className="block text-xs">Request id {failure.requestId}</span>}
        </p>
      )}
    </>
  )
}

const CONNECT: ReadonlySet<string> = new Set(['reconnectNeeded', 'notConnected', 'forbidden'])
