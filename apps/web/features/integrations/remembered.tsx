'use client'
import type { ConnectionState } from '@banyan/oauth/contract'
import { Card, CardHeader } from '@banyan/ui/card'
import { Notice } from '@banyan/ui/notice'
import { useEffect, useSyncExternalStore } from 'react'
import { Reload } from '../../components/reload.tsx'
import { RequestId } from '../../components/request-id.tsx'
import { Time } from '../../components/time.tsx'
import { type LastKnown, recall, remember } from '../../lib/browser/last-known.ts'
import type { FailureView } from '../../lib/failure-view.ts'
import { ConnectionBadge } from './connection-badge.tsx'

/** What is kept of a connection in the browser: nothing that says whose it is. */
export interface Known {
  readonly provider: string
  readonly name: string
  readonly state: ConnectionState
  readonly expiresAt: string | null
}

/** Keeps the states in this browser, for when they cannot be asked for. */
export function Remember({ reader, connections }: { readonly reader: string; readonly connections: readonly Known[] }) {
  useEffect(() => remember(keyOf(reader), connections), [reader, connections])
  return null
}

/** Stands in when the service of connected accounts does not answer: what was known last, marked as such. */
export function LastKnownConnections({ reader, failure }: { readonly reader: string; readonly failure: FailureView }) {
  const text = useSyncExternalStore(
    never,
    () => JSON.stringify(recall<readonly Known[]>(keyOf(reader)) ?? null),
    () => 'null',
  )
  // Written above, by `Remember`.
  const known = JSON.parse(text) as LastKnown<readonly Known[]> | null
  return (
    <div className="grid grid-cols-1 gap-5">
      <Notice tone="warn" title="Connected accounts cannot be reached right now" actions={<Reload />}>
        <p>
          Nothing is lost: your connections are kept. Connecting, renewing and disconnecting wait until the service is
          back; if an account then asks for it, reconnect it here.
        </p>
        <RequestId id={failure.requestId} />
      </Notice>
      {known && (
        <div className="grid grid-cols-1 items-start gap-5 md:grid-cols-2">
          {known.value.map(({ provider, name, state, expiresAt }) => (
            <Card key={provider} aria-label={name}>
              <CardHeader title={name} aside={<ConnectionBadge state={state} />} />
              <p className="px-5 py-4 text-ink-3 text-sm">
                As of <Time at={known.at} />. It may have changed since.
                {state === 'connected' && expiresAt && (
                  <>
                    {' '}
                    The access ends <Time at={expiresAt} />.
                  </>
                )}
              </p>
            </Card>
          ))}
        </div>
      )}
    </div>
  )
}

const keyOf = (reader: string) => `connections.${reader}`
const never = () => () => undefined
