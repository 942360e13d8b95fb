import type { Tx } from 'banyan/store'
import type { Account } from '../contract.ts'
import type { AuthContext } from '../shape.ts'
import type { Tables } from '../store/tables.ts'
import { accountStore } from './store.ts'

export interface NewAccount {
  /** In lower case. */
  readonly email: string
  readonly name: string
  readonly passwordHash: string
}

/** Creates a user with a password, and tells of it with the same transaction. */
export async function createAccount(
  tx: Tx<Tables>,
  { clock, id, emit }: Pick<AuthContext, 'clock' | 'id' | 'emit'>,
  { email, name, passwordHash }: NewAccount,
): Promise<Account> {
  const accounts = await accountStore(tx, id)
  const now = new Date(clock.now())
  const times = { createdAt: now, updatedAt: now }
  const userId = id()
  const roles = ['user']
  // pg takes a JSON value as text: an array would become one of its own arrays.
  const user = { id: userId, email, name, roles: JSON.stringify(roles), emailVerified: false, ...times }
  await accounts.createUser(user, { method: 'email-password' })
  await accounts.linkAccount({ userId, providerId: 'credential', accountId: userId, password: passwordHash, ...times })
  await emit.userCreated(tx, { userId, email, name })
  return { id: userId, email, name, roles }
}

/** True for the refusal of a second account with one address, also when both were being created at the same time. */
export const isEmailTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'users_email_taken'
