import { RequestFailed } from './get.ts'
import { keepSession } from './session.ts'

/** Sends JSON to the gateway from the browser, where it is too large for an action. As `get` does with sessions and failures. */
export async function postJson<T>(path: string, body: string): Promise<T> {
  let response = await send(path, body)
  if (response.status === 401 && (await keepSession())) response = await send(path, body)
  if (response.status === 401)
    location.assign(`/sign-in?ended=1&next=${encodeURIComponent(location.pathname + location.search)}`)
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as T
  const { title, detail, requestId } = (answer ?? {}) as { title?: string; detail?: string; requestId?: string }
  throw new RequestFailed(response.status, title ?? 'Something went wrong', requestId, detail)
}

async function send(path: string, body: string): Promise<Response> {
  try {
    return await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  } catch {
    throw new RequestFailed(0, 'Banyan cannot be reached')
  }
}
