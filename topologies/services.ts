import ai from '@banyan/ai'
import auth from '@banyan/auth'
import { auth as authContract } from '@banyan/auth/contract'
import content from '@banyan/content'
import oauth from '@banyan/oauth'
import search from '@banyan/search'
import users from '@banyan/users'
import type { IdentitySource } from 'banyan/topology'

/** Every service of the system. Where each runs is a topology's to say. */
export const services = [auth, users, search, ai, content, oauth]

/** The auth service tells the gateway whom to believe. */
export const identity: IdentitySource = {
  issuer: 'banyan',
  audience: 'banyan',
  keys: ({ runtime }) => {
    const client = runtime.client(authContract, 'gateway')
    return () => client.jwks({})
  },
  revocations: ({ runtime }) => {
    const client = runtime.client(authContract, 'gateway')
    return () => client.revocations({})
  },
}
