import { keepSession } from './session.ts'

/** An answer that is no success, with what the problem document says. Status 0: nobody answered. */
export class RequestFailed extends Error {
  readonly status: number
  readonly requestId: string | undefined

  constructor(status: number, title: string, requestId?: string) {
    super(title)
    this.status = status
    this.requestId = requestId
  }
}

/**
 * Asks the gateway for JSON, from the browser. `T` is what the contract promises and the server has validated. An ended
 * access token is renewed once on the way; when the session is over, the page goes to sign in.
 */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response = await ask(path, signal)
  if (response.status === 401 && (await keepSession())) response = await ask(path, signal)
  if (response.status === 401) {
    location.assign(`/sign-in?ended=1&next=${encodeURIComponent(location.pathname + location.search)}`)
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body as T
  const { title, requestId } = (body ?? {}) as { title?: string; requestId?: string }
  throw new RequestFailed(response.status, title ?? 'Something went wrong', requestId)
}

async function ask(path: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-store', signal: signal ?? null })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new RequestFailed(0, 'Banyan cannot be reached')
  }
}
