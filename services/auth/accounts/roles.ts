import type { Account } from '../contract.ts'

/** The account with the role `admin`, if the operator named it in `AUTH_ADMINS`. */
export function withRoles(account: Account, admins: ReadonlySet<string>): Account {
  if (!admins.has(account.id) || account.roles.includes('admin')) return account
  return { ...account, roles: [...account.roles, 'admin'] }
}
