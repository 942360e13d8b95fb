import type { Fetch } from 'banyan/network'
import { allowInsecureRequests, customFetch } from 'oauth4webapi'

/** How the library sends what it sends. Without TLS only to an address that is written so: the settings were checked. */
export const requestOptions = (fetch: Fetch, address: string | undefined, signal: AbortSignal) => ({
  [customFetch]: (url: string, { body, signal, ...options }: Sent) =>
    fetch(url, { ...options, body: body ?? null, signal: signal ?? null }),
  [allowInsecureRequests]: address?.startsWith('http:') ?? false,
  signal,
})

type Sent = Omit<RequestInit, 'body' | 'signal'> & {
  readonly body?: URLSearchParams | undefined
  readonly signal?: AbortSignal | undefined
}
