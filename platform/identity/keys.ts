import { type CryptoKey, importJWK } from 'jose'
import * as z from 'zod'
import type { Clock } from '../clock/index.ts'
import { failure } from '../contract/index.ts'

/** A JSON Web Key Set (RFC 7517), as it comes from its source. */
export interface KeySet {
  readonly keys: readonly { readonly [member: string]: unknown }[]
}

/** The public keys of an issuer, fetched when needed and kept while their source is down. */
export interface KeyRing {
  /** The key with this id, or undefined. Rejects with `unavailable` while no keys could be had at all. */
  find(kid: string): Promise<CryptoKey | undefined>
  /** True when the source failed the last time it was asked. */
  degraded(): boolean
  /** Counts the times that a key went away: what was verified before must be verified again. */
  readonly withdrawals: number
}

/** Keys older than this are fetched again in the background, so that a withdrawn one stops being trusted. */
const MAX_AGE = 5 * 60_000
/** The source is asked at most this often, however many unknown keys are named: a storm of forged tokens costs one load. */
const BETWEEN_LOADS = 5_000

/** Ed25519 keys only. Concurrent callers share one load. */
export function createKeyRing({ load, clock }: { load: () => Promise<KeySet>; clock: Clock }): KeyRing {
  let keys: ReadonlyMap<string, CryptoKey> | undefined
  let loading: Promise<void> | undefined
  let tried = Number.NEGATIVE_INFINITY
  let failed: unknown
  let withdrawals = 0

  async function fetchKeys(): Promise<void> {
    try {
      const next = await imported(await load())
      if (keys && [...keys.keys()].some((kid) => !next.has(kid))) withdrawals += 1
      keys = next
      failed = undefined
    } catch (error) {
      failed = error
    }
  }
  function reload(): Promise<void> {
    tried = clock.now()
    loading ??= fetchKeys().finally(() => {
      loading = undefined
    })
    return loading
  }

  return {
    async find(kid) {
      const age = clock.now() - tried
      const known = keys?.get(kid)
      if (known) {
        if (age >= (failed === undefined ? MAX_AGE : BETWEEN_LOADS)) void reload()
        return known
      }
      if (loading) await loading
      else if (age >= BETWEEN_LOADS) await reload()
      if (!keys) throw failure('unavailable', { detail: 'The keys that verify tokens cannot be had.', cause: failed })
      return keys.get(kid)
    },
    degraded: () => failed !== undefined,
    get withdrawals() {
      return withdrawals
    },
  }
}

/** A public key for Ed25519 signatures. Keys of any other kind in a set are somebody else's and left out. */
const Ed25519 = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string().min(1),
  use: z.literal('sig').optional(),
  alg: z.literal('EdDSA').optional(),
})

async function imported(set: KeySet): Promise<ReadonlyMap<string, CryptoKey>> {
  const found = new Map<string, CryptoKey>()
  for (const member of set.keys) {
    const jwk = Ed25519.safeParse(member)
    if (!jwk.success) continue
    const key = await importJWK({ kty: jwk.data.kty, crv: jwk.data.crv, x: jwk.data.x }, 'EdDSA')
    if ('type' in key) found.set(jwk.data.kid, key)
  }
  return found
}
