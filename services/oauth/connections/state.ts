import type { Connection, ConnectionState, ReauthReason } from '../contract.ts'
import type { ProviderSettings } from '../providers/settings.ts'
import type { Found } from '../store/connections.ts'

/** Whether its access token has not ended. */
export const isAlive = ({ expires_at, secrets }: Pick<Found, 'expires_at' | 'secrets'>, now: number): boolean =>
  secrets !== undefined && (expires_at === null || expires_at.getTime() > now)

/** What its owner has to do, if anything. Milliseconds since the epoch. */
export function stateOf(
  found: Pick<Found, 'state' | 'expires_at' | 'secrets' | 'refreshable'>,
  now: number,
): Exclude<ConnectionState, 'not_configured' | 'not_connected'> {
  if (found.state === 'needs_reauth') return 'needs_reauth'
  return found.refreshable || isAlive(found, now) ? 'connected' : 'expired'
}

/** What a person is told who has to do something. */
export function promptOf(state: ConnectionState, reason: ReauthReason | null, name: string): string | null {
  switch (state) {
    case 'connected':
      return null
    case 'not_configured':
      return `${name} is not set up on this server.`
    case 'not_connected':
      return `Connect ${name} to use it here.`
    case 'expired':
      return `The access to ${name} has ended. Connect it again.`
    case 'needs_reauth':
      return `${WHY[reason ?? 'revoked_by_provider'](name)} Connect it again.`
  }
}

const WHY: Readonly<Record<ReauthReason, (name: string) => string>> = {
  revoked_by_provider: (name) => `${name} has taken the access back.`,
  refresh_interrupted: (name) => `The access to ${name} could not be renewed.`,
  unreadable: (name) => `The access to ${name} cannot be read any more.`,
}

/** `readable`: whether the key is there that its tokens are encrypted with. */
export function toConnection(
  { name: provider, title: name, client }: ProviderSettings,
  found: Found | undefined,
  readable: boolean,
  now: number,
): Connection {
  const [state, reason] = client ? connectionState(found, readable, now) : (['not_configured', null] as const)
  return {
    provider,
    name,
    state,
    configured: client !== undefined,
    account: found?.account ?? null,
    scope: found?.scope ?? null,
    connectedAt: found?.connected_at.toISOString() ?? null,
    expiresAt: found?.expires_at?.toISOString() ?? null,
    reason,
    prompt: promptOf(state, reason, name),
  }
}

function connectionState(
  found: Found | undefined,
  readable: boolean,
  now: number,
): readonly [ConnectionState, ReauthReason | null] {
  if (!found) return ['not_connected', null]
  const state = stateOf(found, now)
  return state === 'connected' && !readable ? ['needs_reauth', 'unreadable'] : [state, found.reason]
}
