import { Notice } from '@banyan/ui/notice'
import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { callbackOf } from '../../../features/integrations/callback.ts'
import { ConnectionCard } from '../../../features/integrations/connection-card.tsx'
import { LastKnownConnections, Remember } from '../../../features/integrations/remembered.tsx'
import { api } from '../../../lib/api.ts'
import { load } from '../../../lib/session/guard.ts'
import { ACCESS_COOKIE, subjectOf } from '../../../lib/session/tokens.ts'
import { IntegrationsHeading } from './heading.tsx'

export const metadata: Metadata = { title: 'Integrations' }

/** Milliseconds that the service of connected accounts is waited for: what was known before can be shown. */
const PATIENCE = { timeout: 4000 }

export default async function IntegrationsPage({ searchParams }: PageProps<'/integrations'>) {
  const [{ connected }, jar, given, connections] = await Promise.all([
    searchParams,
    cookies(),
    headers(),
    load(api.oauth.connections({}, PATIENCE), '/integrations'),
  ])
  const reader = subjectOf(jar.get(ACCESS_COOKIE)?.value) ?? ''
  if (!connections.ok)
    return (
      <>
        <IntegrationsHeading />
        <LastKnownConnections reader={reader} failure={connections.failure} />
      </>
    )
  const just = connections.value.find(({ provider, state }) => provider === connected && state === 'connected')
  return (
    <>
      <IntegrationsHeading />
      <div className="grid grid-cols-1 gap-5">
        {just && <Notice live tone="good" title={`${just.name} is connected`} />}
        <div className="grid grid-cols-1 items-start gap-5 md:grid-cols-2">
          {connections.value.map((connection) => (
            <ConnectionCard
              key={connection.provider}
              connection={connection}
              callback={callbackOf(given, connection.provider)}
            />
          ))}
        </div>
      </div>
      <Remember
        reader={reader}
        connections={connections.value.map(({ provider, name, state, expiresAt }) => ({
          ...{ provider, name, state, expiresAt },
        }))}
      />
    </>
  )
}
