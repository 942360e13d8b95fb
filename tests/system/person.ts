import { ai } from '@banyan/ai/contract'
import { auth, type Tokens } from '@banyan/auth/contract'
import { content } from '@banyan/content/contract'
import { oauth } from '@banyan/oauth/contract'
import { search } from '@banyan/search/contract'
import { users } from '@banyan/users/contract'
import { type Clients, createClient } from 'banyan/client'
import { jobs } from 'banyan/durable/contract'

export const contracts = { ai, auth, content, oauth, search, users, jobs }

/** Somebody with an account, signed in. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly token: string
  readonly api: Clients<typeof contracts>
}

export const PASSWORD = 'correct horse battery'

/** A new account. `fetch` is what its clients use: `patient` where a busy machine is not what the test is about. */
export async function signUp(baseUrl: string, name: string, fetch = globalThis.fetch): Promise<Person> {
  const account = { email: `${name}@example.org`, password: PASSWORD, name }
  return signedIn(baseUrl, await clients(baseUrl, { fetch }).auth.register(account), fetch)
}

/** The same person, with a new session. */
export async function signIn(baseUrl: string, email: string, fetch = globalThis.fetch): Promise<Person> {
  return signedIn(baseUrl, await clients(baseUrl, { fetch }).auth.login({ email, password: PASSWORD }), fetch)
}

const signedIn = (baseUrl: string, { user, accessToken: token }: Tokens, fetch: Fetch): Person => ({
  id: user.id,
  email: user.email,
  token,
  api: clients(baseUrl, { token, fetch }),
})

type Fetch = typeof fetch

interface Settings {
  /** An access token; without it they are nobody's. */
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: Fetch
}

/** Typed clients of all contracts. */
export const clients = (baseUrl: string, { token, headers, fetch }: Settings = {}): Clients<typeof contracts> =>
  createClient({
    baseUrl,
    contracts,
    ...(fetch && { fetch }),
    headers: () => ({ ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) }),
  })
