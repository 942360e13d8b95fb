'use server'
import { users } from '@banyan/users/contract'
import { settle } from 'banyan/contract'
import { api } from '../../lib/api.ts'

/** Remembers the theme with the account. */
export async function keepTheme(theme: string): Promise<boolean> {
  const input = users.members.updateSettings.input.safeParse({ theme })
  return input.success && (await settle(api.users.updateSettings(input.data))).ok
}
