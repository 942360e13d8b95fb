import type { Handler } from 'banyan/service'
import type { Tx } from 'banyan/store'
import { sql } from 'kysely'
import * as z from 'zod'
import { putSecrets } from '../connections/keep.ts'
import { lifetime } from '../connections/lifetime.ts'
import type { Grant, Proof } from '../providers/provider.ts'
import type { Oauth, OauthContext } from '../shape.ts'
import { nextVersion } from '../store/connections.ts'
import { encodeSecrets } from '../store/secrets.ts'
import type { SealedColumns, Tables } from '../store/tables.ts'
import { decrypt } from '../vault/aes.ts'
import { hashOf, keyOf } from './authorize.ts'
import { failureOf } from './failures.ts'
import { providerOf } from './provider.ts'

export const exchange: Handler<Oauth, 'exchange'> = async ({ provider: name, code, state, redirectUri, iss }, ctx) => {
  const { db, fail, log, resources, signal, user } = ctx
  const provider = providerOf(name, ctx)
  const proof = await takeProof(ctx, { provider: name, state, redirectUri })
  if (!proof) throw fail.stateRefused()
  try {
    const version = await nextVersion(db)
    // Before the code is used up.
    const sealer = await resources.vault.prepare({ user: user.id, provider: name, version })
    const grant = await provider.exchange({ code, state, redirectUri, iss }, proof, signal)
    const sealed = sealer.seal(encodeSecrets({ access: grant.accessToken, refresh: grant.refreshToken }))
    const scope = grant.scope ?? provider.settings.client?.scopes ?? null
    const expiresAt = await ctx.tx((tx) => connect(tx, ctx, name, { version, grant, scope, sealed }))
    return { success: true, expiresAt }
  } catch (error) {
    log.warn({ err: error, provider: name }, 'A provider gave no tokens')
    throw failureOf(error, provider.settings, { ...fail, grantRefused: fail.codeRefused })
  }
}

/** What was kept for this state: once, and for the user who began it only. */
async function takeProof(
  { db, clock, user }: Pick<OauthContext, 'db' | 'clock'> & { readonly user: { readonly id: string } },
  { provider, state, redirectUri }: { provider: string; state: string; redirectUri: string },
): Promise<Proof | undefined> {
  const taken = await db
    .deleteFrom('pending')
    .where('state_hash', '=', hashOf(state))
    .where('user_id', '=', user.id)
    .returningAll()
    .executeTakeFirst()
  if (!taken || taken.provider !== provider || taken.redirect_uri !== redirectUri) return undefined
  if (taken.expires_at.getTime() <= clock.now()) return undefined
  const proof = decrypt(keyOf(state), taken.sealed_proof, user.id)
  return proof && Stored.parse(JSON.parse(proof.toString()))
}

const Stored = z.object({ verifier: z.string(), nonce: z.string() })

interface Granted {
  readonly version: number
  readonly grant: Grant
  readonly scope: string | null
  readonly sealed: SealedColumns
}

/** Puts it in the place of whatever connection there was; who is renewing that one has lost his lease. */
async function connect(
  tx: Tx<Tables>,
  { clock, user }: Pick<OauthContext, 'clock'> & { readonly user: { readonly id: string } },
  provider: string,
  { version, grant, scope, sealed }: Granted,
): Promise<string | null> {
  const now = new Date(clock.now())
  const times = lifetime(grant.expiresAt, now.getTime())
  const made = {
    ...times,
    state: 'connected' as const,
    reason: null,
    account: grant.account ?? null,
    scope,
    connected_at: now,
    updated_at: now,
    refreshable: grant.refreshToken !== undefined,
    rotates: null,
    version,
    lease_until: null,
  }
  await tx
    .insertInto('connections')
    .values({ user_id: user.id, provider, ...made })
    .onConflict((on) =>
      on.columns(['user_id', 'provider']).doUpdateSet({ ...made, fence: sql<number>`connections.fence + 1` }),
    )
    .execute()
  await putSecrets(tx, { user: user.id, provider }, version, sealed)
  return times.expires_at?.toISOString() ?? null
}
