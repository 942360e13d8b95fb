import type { AccessToken } from '@banyan/oauth/contract'
import { settle } from 'banyan/contract'
import { api } from '../api.ts'
import type { Ask } from '../orchestrate.ts'

export const GOOGLE_BUSINESS = 'GOOGLE_BUSINESS'

/** Milliseconds before its end from which a token is not worth a call any more. */
const TOO_LATE = 15_000
const MOST = 1000

/**
 * A reader's access to Google Business. When the service of connected accounts does not answer, the token that it gave
 * last is used for as long as it is good; then that is among what the page did without.
 */
export async function accessOf(ask: Ask, userId: string): Promise<AccessToken> {
  const call = () => api.oauth.token({ userId, provider: GOOGLE_BUSINESS })
  const token = await ask('the service of connected accounts', call, (failure) => {
    const kept = failure.retry ? keptAccess(userId) : undefined
    if (!kept) throw failure
    return kept
  })
  keep(userId, token)
  return token
}

/** Another token, for one that Google has refused. */
export async function otherAccess(userId: string, { version }: AccessToken): Promise<AccessToken> {
  forgetAccess(userId)
  const token = await settle(api.oauth.refresh({ provider: GOOGLE_BUSINESS, version }))
  if (!token.ok) throw token.error
  keep(userId, token.value)
  return token.value
}

/** The last token, if it is still good. It is held in memory only. */
export function keptAccess(userId: string): AccessToken | undefined {
  const token = memory().get(userId)
  if (!token) return undefined
  const ends = token.expiresAt === null ? 0 : Date.parse(token.expiresAt)
  if (ends - Date.now() > TOO_LATE) return token
  memory().delete(userId)
  return undefined
}

export const forgetAccess = (userId: string): boolean => memory().delete(userId)

function keep(userId: string, token: AccessToken): void {
  memory().delete(userId)
  memory().set(userId, token)
  for (const oldest of memory().keys()) {
    if (memory().size <= MOST) break
    memory().delete(oldest)
  }
}

/** One memory a process: pages and actions are bundled apart, so a module variable would exist twice. */
function memory(): Map<string, AccessToken> {
  const holder = globalThis as { [key: symbol]: Map<string, AccessToken> | undefined }
  const key = Symbol.for('banyan.web.google-access')
  holder[key] ??= new Map()
  return holder[key]
}
