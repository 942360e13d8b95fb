'use server'
import { users } from '@banyan/users/contract'
import { settle } from 'banyan/contract'
import { api } from '../../lib/api.ts'
import { checked } from '../../lib/checked.ts'

/** Remembers the theme with the account. */
export async function keepTheme(theme: string): Promise<boolean> {
  const input = checked(users.members.updateSettings.input, { theme })
  return input.ok && (await settle(api.users.updateSettings(input.value))).ok
}
