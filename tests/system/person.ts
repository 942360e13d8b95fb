import { ai } from '@banyan/ai/contract'
import { auth } from '@banyan/auth/contract'
import { content } from '@banyan/content/contract'
import { search } from '@banyan/search/contract'
import { users } from '@banyan/users/contract'
import { type Clients, createClient } from 'banyan/client'
import { jobs } from 'banyan/durable/contract'
import { patient } from './patient.ts'

export const contracts = { ai, auth, content, search, users, jobs }

/** Somebody with an account, signed in. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly token: string
  readonly api: Clients<typeof contracts>
}

export const PASSWORD = 'correct horse battery'

export async function signUp(baseUrl: string, name: string): Promise<Person> {
  const email = `${name}@example.org`
  const { user, accessToken } = await clients(baseUrl).auth.register({ email, password: PASSWORD, name })
  return { id: user.id, email, token: accessToken, api: clients(baseUrl, accessToken) }
}

/** The same person, with a new session. */
export async function signIn(baseUrl: string, email: string): Promise<Person> {
  const { user, accessToken } = await clients(baseUrl).auth.login({ email, password: PASSWORD })
  return { id: user.id, email, token: accessToken, api: clients(baseUrl, accessToken) }
}

/** Typed clients of all contracts, with an access token or as nobody. */
export const clients = (baseUrl: string, token?: string, headers = {}): Clients<typeof contracts> =>
  createClient({
    baseUrl,
    contracts,
    fetch: patient,
    headers: () => ({ ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) }),
  })
