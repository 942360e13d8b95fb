import type { BetterAuthOptions } from 'better-auth'
import { createInternalAdapter } from 'better-auth/db'
import { getAdapter } from 'better-auth/db/adapter'
import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'

/** Users, credentials and sessions as better-auth keeps them. */
export type AccountStore = ReturnType<typeof createInternalAdapter>

/**
 * better-auth's own model over the service's connection, or over a transaction of it: what it writes commits with the
 * rest. Its model only: its routes would bring a clock, cookies and tokens of their own (docs/decisions). Time is passed
 * with each row, ids are ours, and it makes no tables.
 */
export function accountStore(db: Kysely<Tables>, id: () => string): Promise<AccountStore> {
  const options = accountOptions(db, id)
  return getAdapter(options).then((adapter) =>
    createInternalAdapter(adapter, { options, logger: SILENT, hooks: [], generateId: id }),
  )
}

/** The model as better-auth knows it. Exported for the test that holds it against the migrations. */
export const accountOptions = (db: Kysely<Tables>, id: () => string): BetterAuthOptions => ({
  database: { db, type: 'postgres', transaction: false },
  advanced: { database: { generateId: id, validateSchema: false } },
  telemetry: { enabled: false },
  user: {
    modelName: 'users',
    fields: { emailVerified: 'email_verified', ...TIMES },
    additionalFields: { roles: { type: 'json', required: true, input: false } },
  },
  account: {
    modelName: 'credentials',
    fields: {
      userId: 'user_id',
      providerId: 'provider_id',
      accountId: 'account_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...TIMES,
    },
  },
  session: {
    modelName: 'sessions',
    fields: {
      userId: 'user_id',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      expiresAt: 'expires_at',
      ...TIMES,
    },
  },
  verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...TIMES } },
})

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

const nothing = () => {}
/** What it would log it also throws. */
const SILENT = {
  level: 'error',
  debug: nothing,
  info: nothing,
  success: nothing,
  warn: nothing,
  error: nothing,
} as const
