import type { Kysely } from 'kysely'
import type { Account } from '../contract.ts'
import type { Tables } from '../store/tables.ts'
import { accountStore } from './store.ts'

/** The account with this address, in lower case, and the hash of its password. */
export async function findByEmail(
  db: Kysely<Tables>,
  id: () => string,
  email: string,
): Promise<{ readonly userId: string | undefined; readonly passwordHash: string | undefined }> {
  const accounts = await accountStore(db, id)
  const found = await accounts.findUserByEmail(email)
  // Asked for an unknown address too: the same statements, whoever it is.
  const credential = await accounts.findCredentialAccount(found?.user.id ?? 'nobody')
  return { userId: found?.user.id, passwordHash: credential?.password ?? undefined }
}

/** The account behind a session that goes on. */
export function findBySession(
  db: Kysely<Tables>,
  session: { readonly id: string; readonly userId: string },
  now: Date,
): Promise<Account | undefined> {
  return db
    .selectFrom('users')
    .innerJoin('sessions', 'sessions.user_id', 'users.id')
    .select(['users.id', 'users.email', 'users.name', 'users.roles'])
    .where('sessions.id', '=', session.id)
    .where('users.id', '=', session.userId)
    .where('sessions.expires_at', '>', now)
    .executeTakeFirst()
}
