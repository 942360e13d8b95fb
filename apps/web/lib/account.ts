import { settle } from 'banyan/contract'
import { cookies } from 'next/headers'
import { api } from './api.ts'
import { ACCESS_COOKIE } from './session/tokens.ts'

export interface Account {
  readonly name: string
  readonly email: string
}

/** Who is signed in. Right after signing up the profile may not be there yet; then the account itself says it. */
export async function currentAccount(): Promise<Account> {
  const profile = await settle(api.users.profile({}))
  if (profile.ok) return { name: profile.value.name, email: profile.value.email }
  const token = (await cookies()).get(ACCESS_COOKIE)?.value ?? ''
  const known = await settle(api.auth.validate({ token }))
  if (known.ok) return { name: known.value.user.name, email: known.value.user.email }
  return { name: 'Account', email: '' }
}
