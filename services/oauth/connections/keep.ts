import type { Tx } from 'banyan/store'
import type { Grant } from '../providers/provider.ts'
import type { Ground } from '../shape.ts'
import type { Found } from '../store/connections.ts'
import { encodeSecrets, type Secrets } from '../store/secrets.ts'
import type { Tables } from '../store/tables.ts'
import type { Sealer } from '../vault/vault.ts'
import { held, type Lease } from './lease.ts'
import { lifetime } from './lifetime.ts'

export interface Renewed {
  readonly version: number
  readonly grant: Grant
  /** What was used, and goes on where the provider gave no other. */
  readonly refreshToken: string
  readonly sealer: Sealer
}

/** `kept`, or what happened to the connection meanwhile: `gone`, or `replaced` by a new one. */
export type Keeping = 'kept' | 'gone' | 'replaced'

/**
 * Puts renewed tokens in the place of those before, with the event. Who is late, and was taken for dead, is still right
 * as long as nobody came after him.
 */
export async function keep(
  tx: Tx<Tables>,
  { clock, emit }: Pick<Ground, 'clock' | 'emit'>,
  lease: Lease,
  { version, grant, refreshToken, sealer }: Renewed,
): Promise<Keeping> {
  const { user, provider } = lease
  const now = new Date(clock.now())
  const secrets = secretsOf(grant, refreshToken)
  const times = lifetime(grant.expiresAt, now.getTime())
  const kept = await held(tx, lease)
    .set({
      ...times,
      state: 'connected',
      reason: null,
      version,
      refreshable: true,
      rotates: secrets.refresh !== refreshToken,
      lease_until: null,
      updated_at: now,
      ...(grant.scope !== undefined && { scope: grant.scope }),
    })
    .executeTakeFirst()
  if (Number(kept.numUpdatedRows) === 0) return (await exists(tx, lease)) ? 'replaced' : 'gone'
  await putSecrets(tx, lease, version, sealer.seal(encodeSecrets(secrets)))
  const expiresAt = times.expires_at?.toISOString() ?? null
  await emit.refreshed(tx, { timestamp: now.toISOString(), userId: user, provider, expiresAt })
  return 'kept'
}

export const secretsOf = (grant: Grant, refreshToken: string): Secrets => ({
  access: grant.accessToken,
  refresh: grant.refreshToken ?? refreshToken,
})

export async function putSecrets(
  tx: Tx<Tables>,
  { user, provider }: { readonly user: string; readonly provider: string },
  version: number,
  sealed: NonNullable<Found['secrets']>,
): Promise<void> {
  await tx
    .insertInto('tokens')
    .values({ user_id: user, provider, version, ...sealed })
    .onConflict((on) => on.columns(['user_id', 'provider']).doUpdateSet({ version, ...sealed }))
    .execute()
}

const exists = (tx: Tx<Tables>, { user, provider }: Lease) =>
  tx
    .selectFrom('connections')
    .select('version')
    .where('user_id', '=', user)
    .where('provider', '=', provider)
    .executeTakeFirst()
