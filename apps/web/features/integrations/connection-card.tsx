import type { Connection } from '@banyan/oauth/contract'
import { Card, CardBody, CardHeader } from '@banyan/ui/card'
import { Notice } from '@banyan/ui/notice'
import { Time } from '../../components/time.tsx'
import { ConnectButton } from './connect-button.tsx'
import { ConnectedActions } from './connected-actions.tsx'
import { ConnectionBadge } from './connection-badge.tsx'
import { SetUpNote } from './set-up-note.tsx'
import { usesOf } from './uses.ts'

export interface ConnectionCardProps {
  readonly connection: Connection
  readonly callback: string
}

/** A provider, how one is connected to it, and what can be done about that. */
export function ConnectionCard({ connection, callback }: ConnectionCardProps) {
  const { provider, name, state, configured, prompt } = connection
  const lapsed = state === 'expired' || state === 'needs_reauth'
  return (
    <Card aria-label={name}>
      <CardHeader title={name} hint={usesOf(provider)} aside={<ConnectionBadge state={state} />} />
      <CardBody className="grid grid-cols-1 gap-4">
        {lapsed && prompt && <Notice tone="warn" title={prompt} />}
        {(state === 'connected' || lapsed) && <Details connection={connection} />}
        {state === 'not_configured' ? (
          <SetUpNote provider={provider} name={name} callback={callback} />
        ) : (
          <div className="flex flex-wrap items-start gap-2">
            {configured && state !== 'connected' && <ConnectButton provider={provider} name={name} again={lapsed} />}
            {(state === 'connected' || lapsed) && (
              <ConnectedActions provider={provider} name={name} renewable={state === 'connected'} />
            )}
          </div>
        )}
      </CardBody>
    </Card>
  )
}

function Details({
  connection: { account, scope, connectedAt, expiresAt, state },
}: {
  readonly connection: Connection
}) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm [&>dd]:[overflow-wrap:anywhere] [&>dt]:text-ink-3">
      {account && (
        <>
          <dt>Account</dt>
          <dd>{account}</dd>
        </>
      )}
      {connectedAt && (
        <>
          <dt>Since</dt>
          <dd>
            <Time at={connectedAt} look="date" />
          </dd>
        </>
      )}
      {state === 'connected' && (
        <>
          <dt>Access</dt>
          <dd>
            {expiresAt ? (
              <>
                ends <Time at={expiresAt} />, and is renewed by itself
              </>
            ) : (
              'has no end'
            )}
          </dd>
        </>
      )}
      {scope && (
        <>
          <dt>Allows</dt>
          <dd className="text-ink-2">{scope.split(' ').map(shortly).join(', ')}</dd>
        </>
      )}
    </dl>
  )
}

/** `https://www.googleapis.com/auth/business.manage` is "business.manage". */
const shortly = (scope: string): string => scope.split('/').at(-1) ?? scope
