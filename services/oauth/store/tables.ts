import { tables } from 'banyan/store'
import type { Generated } from 'kysely'
import type { ReauthReason } from '../contract.ts'

/** What is secret, encrypted: see vault/vault.ts. */
export interface SealedColumns {
  /** The key that `wrapped_key` is encrypted with: `local:...` or the ARN of a key of AWS KMS. */
  key_id: string
  wrapped_key: Buffer
  sealed: Buffer
}

/** A user's account at a provider. */
interface ConnectionTable {
  user_id: string
  provider: string
  state: 'connected' | 'needs_reauth'
  /** Why it needs its owner. */
  reason: Exclude<ReauthReason, 'unreadable'> | null
  /** Of the account at the provider: an address or a name. */
  account: string | null
  scope: string | null
  connected_at: Date
  updated_at: Date
  expires_at: Date | null
  /** From when on the access token is renewed. */
  refresh_at: Date | null
  /** Whether there is a refresh token that may be used. */
  refreshable: boolean
  /** Whether the provider has given another refresh token at the last refresh; null before the first. */
  rotates: boolean | null
  /** Counts the changes of all tokens together: no two of them have the same. */
  version: number
  /** Raised by whoever renews; only he may write what came of it. */
  fence: Generated<number>
  /** Until when somebody renews. */
  lease_until: Date | null
}

interface TokenTable extends SealedColumns {
  user_id: string
  provider: string
  version: number
}

/** An authorization that was begun. */
interface PendingTable {
  /** SHA-256; the state itself is known to the user's browser only. */
  state_hash: Buffer
  user_id: string
  provider: string
  redirect_uri: string
  /** The PKCE verifier and the nonce, encrypted with a key that only the state gives. */
  sealed_proof: Buffer
  expires_at: Date
}

/** Tokens that are deleted here, while the provider has yet to hear of it. */
interface RevocationTable extends SealedColumns {
  id: string
  user_id: string
  provider: string
  version: number
  created_at: Date
  tried_at: Date
}

/** The keys that encrypt data keys, themselves encrypted with OAUTH_SECRET. */
interface KeyTable {
  generation: number
  key_id: string
  sealed_key: Buffer
  created_at: Date
}

export interface Tables {
  connections: ConnectionTable
  tokens: TokenTable
  pending: PendingTable
  revocations: RevocationTable
  keys: KeyTable
}

export const store = tables<Tables>(new URL('../migrations/', import.meta.url))
