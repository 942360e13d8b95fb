import { tables } from 'banyan/store'

/** Rows that better-auth's model writes; only the columns that our own statements touch. */
interface UserTable {
  id: string
  email: string
  name: string
  roles: string[]
}

interface SessionTable {
  id: string
  user_id: string
  ip_address: string | null
  user_agent: string | null
  created_at: Date
  /** When it was last refreshed. */
  updated_at: Date
  expires_at: Date
}

interface RefreshTokenTable {
  hash: Buffer
  session_id: string
  created_at: Date
  used_at: Date | null
  successor: Buffer | null
  sealed_successor: Buffer | null
}

interface EndedSessionTable {
  session_id: string
  until: Date
}

interface SigningKeyTable {
  generation: number
  kid: string
  /** The `x` of its JWK. */
  public_key: string
  sealed_private_key: Buffer
  created_at: Date
}

interface SignInAttemptTable {
  key: Buffer
  count: number
  ends_at: Date
}

export interface Tables {
  users: UserTable
  sessions: SessionTable
  refresh_tokens: RefreshTokenTable
  ended_sessions: EndedSessionTable
  signing_keys: SigningKeyTable
  sign_in_attempts: SignInAttemptTable
}

export const store = tables<Tables>(new URL('../migrations/', import.meta.url))
