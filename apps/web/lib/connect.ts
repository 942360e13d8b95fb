import { ai } from '@banyan/ai/contract'
import { auth } from '@banyan/auth/contract'
import { content } from '@banyan/content/contract'
import { oauth } from '@banyan/oauth/contract'
import { search } from '@banyan/search/contract'
import { users } from '@banyan/users/contract'
import { createClient } from 'banyan/client'
import { jobs } from 'banyan/durable/contract'

const contracts = { ai, auth, content, jobs, oauth, search, users }

/** Typed clients of every service, over the gateway. Server only. */
export function connect(headers: () => Record<string, string> | Promise<Record<string, string>>) {
  return createClient({ baseUrl: process.env.BANYAN_API ?? 'http://127.0.0.1:3000', contracts, headers })
}

/** What the gateway needs to know of the browser behind a call of ours, from the request that the browser sent. */
export function forwarded(incoming: Headers): Record<string, string> {
  const headers: Record<string, string> = { 'x-banyan-web': process.env.BANYAN_WEB_KEY ?? '' }
  for (const name of PASSED_ON) {
    const value = incoming.get(name)
    if (value) headers[name] = value
  }
  return headers
}

const PASSED_ON = ['x-forwarded-for', 'x-request-id', 'traceparent', 'user-agent'] as const
