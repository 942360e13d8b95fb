import { createHash } from 'node:crypto'
import { ms } from 'banyan/contract'
import type { Handler } from 'banyan/service'
import { isAllowed } from '../redirects.ts'
import type { Oauth } from '../shape.ts'
import { derivedKey, encrypt } from '../vault/aes.ts'
import { failureOf } from './failures.ts'
import { providerOf } from './provider.ts'

/** How long a person may take at the provider. */
const LIFETIME = ms('10m')

export const authorize: Handler<Oauth, 'authorize'> = async ({ provider: name, redirectUri }, ctx) => {
  const { clock, config, db, fail, log, random, signal, user } = ctx
  const provider = providerOf(name, ctx)
  if (!isAllowed(redirectUri, config)) throw fail.redirectNotAllowed()
  const text = () => Buffer.from(random.bytes(32)).toString('base64url')
  const state = text()
  const proof = { verifier: text(), nonce: text() }
  const url = await provider.authorizationUrl(redirectUri, state, proof, signal).catch((error: unknown) => {
    log.warn({ err: error, provider: name }, 'A provider cannot be asked')
    throw failureOf(error, provider.settings, { ...fail, keysUnavailable: fail.providerUnavailable })
  })
  await db
    .insertInto('pending')
    .values({
      state_hash: hashOf(state),
      user_id: user.id,
      provider: name,
      redirect_uri: redirectUri,
      sealed_proof: encrypt(keyOf(state), Buffer.from(JSON.stringify(proof)), user.id, random),
      expires_at: new Date(clock.now() + LIFETIME),
    })
    .execute()
  return { url, state }
}

export const hashOf = (state: string): Buffer => createHash('sha256').update(state).digest()

/** Only who brings the state can read what belongs to it. */
export const keyOf = (state: string): Buffer => derivedKey(state, 'oauth-state')
