import { settle } from 'banyan/contract'
import { connect } from '../connect.ts'
import type { TokenPair } from './tokens.ts'

/** Milliseconds for which a used refresh token still gives the tokens it was traded for. */
const MEMO = 60_000
const MOST = 10_000

export type Refreshed =
  | { readonly ok: true; readonly tokens: TokenPair }
  | { readonly ok: false; readonly ended: boolean }

/**
 * Trades a refresh token for new tokens, once: it works a single time, and using it again would end the session. Requests
 * that a browser sends in parallel all carry the same one, so they share the first's answer, also shortly after it.
 * `ended` says that the session is over, rather than that nobody could be asked.
 */
export function refresh(refreshToken: string, headers: Record<string, string>): Promise<Refreshed> {
  const memo = memory()
  const known = memo.get(refreshToken)
  if (known) return known
  const answer = trade(refreshToken, headers)
  memo.set(refreshToken, answer)
  for (const oldest of memo.keys()) {
    if (memo.size <= MOST) break
    memo.delete(oldest)
  }
  answer.then(
    ({ ok }) => setTimeout(() => memo.delete(refreshToken), ok ? MEMO : 1000).unref(),
    () => memo.delete(refreshToken),
  )
  return answer
}

async function trade(refreshToken: string, headers: Record<string, string>): Promise<Refreshed> {
  const answer = await settle(connect(() => headers).auth.refresh({ refreshToken }))
  if (answer.ok) return { ok: true, tokens: answer.value }
  return { ok: false, ended: answer.error.status === 401 || answer.error.status === 400 }
}

/** One memory a process: the proxy and the pages are bundled apart, so a module variable would exist twice. */
function memory(): Map<string, Promise<Refreshed>> {
  const holder = globalThis as { [key: symbol]: Map<string, Promise<Refreshed>> | undefined }
  const key = Symbol.for('banyan.web.refreshed')
  holder[key] ??= new Map()
  return holder[key]
}
