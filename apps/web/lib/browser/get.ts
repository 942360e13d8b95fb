import { keepSession } from './session.ts'

/** An answer that is no success, with what the problem document says. Status 0: nobody answered. */
export class RequestFailed extends Error {
  readonly status: number
  readonly requestId: string | undefined
  readonly detail: string | undefined

  constructor(status: number, title: string, requestId?: string, detail?: string) {
    super(title)
    this.status = status
    this.requestId = requestId
    this.detail = detail
  }
}

/** Words for somebody whose request has failed. */
export function describedFailure(error: unknown): string {
  if (!(error instanceof RequestFailed)) return 'Try again in a moment.'
  return [error.detail ?? error.message, error.requestId && `Request id ${error.requestId}`].filter(Boolean).join(' · ')
}

/** Asks the gateway for JSON, from the browser. `T` is what the contract promises and the server has validated. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await get(path, 'application/json', signal)
  return (await response.json()) as T
}

/**
 * Asks the gateway for something, from the browser. An ended access token is renewed once on the way; when the session is
 * over, the page goes to sign in. Rejects with `RequestFailed` for any answer that is no success.
 */
export async function get(path: string, accept: string, signal?: AbortSignal): Promise<Response> {
  let response = await ask(path, accept, signal)
  if (response.status === 401 && (await keepSession())) response = await ask(path, accept, signal)
  if (response.status === 401) {
    location.assign(`/sign-in?ended=1&next=${encodeURIComponent(location.pathname + location.search)}`)
  }
  if (response.ok) return response
  const body: unknown = await response.json().catch(() => undefined)
  const { title, detail, requestId } = (body ?? {}) as { title?: string; detail?: string; requestId?: string }
  throw new RequestFailed(response.status, title ?? 'Something went wrong', requestId, detail)
}

async function ask(path: string, accept: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(path, { headers: { accept }, cache: 'no-store', signal: signal ?? null })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new RequestFailed(0, 'Banyan cannot be reached')
  }
}
