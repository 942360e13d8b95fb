import type { Operations } from 'banyan/contract'
import type { Context } from 'banyan/service'
import type { AccessToken, oauth } from '../contract.ts'
import { failureOf } from '../operations/failures.ts'
import type { Provider } from '../providers/provider.ts'
import type { Oauth } from '../shape.ts'
import { type Found, findConnection, subjectOf } from '../store/connections.ts'
import { decodeSecrets } from '../store/secrets.ts'
import { KeyFault } from '../vault/keyring.ts'
import { isAlive, promptOf, stateOf } from './state.ts'

type Asking = Context<Oauth, Operations<typeof oauth>['token' | 'refresh']>

/**
 * The caller's access token, renewed where that is due, or where the provider has refused this one. `refused`: the
 * version that cannot be used, or `current` for whichever there is.
 */
export async function usableToken(
  provider: Provider,
  ctx: Asking,
  refused: number | 'current' | undefined,
): Promise<AccessToken> {
  const { clock, db, fail, frame, resources, signal, user } = ctx
  const holder = { user: user.id, provider: provider.settings.name }
  const { title } = provider.settings
  let least = refused === 'current' ? undefined : refused
  for (let round = 1; ; round++) {
    const found = await findConnection(db, holder)
    if (!found) throw fail.notConnected(`${promptOf('not_connected', null, title)}`)
    if (refused === 'current') least ??= found.version
    const alive = isAlive(found, clock.now())
    const isRefused = least !== undefined && found.version <= least
    const state = stateOf(found, clock.now())
    if (state === 'expired' || (state === 'needs_reauth' && (isRefused || !alive)))
      throw fail.reconnectNeeded(`${promptOf(state, found.reason, title)}`)
    const isDue = found.refresh_at !== null && found.refresh_at.getTime() <= clock.now()
    if (!(isRefused || isDue) || !found.refreshable || round > ROUNDS) {
      // Without a refresh token it is used to its end, but not after it was refused.
      if (isRefused) throw fail.reconnectNeeded(`${promptOf('expired', null, title)}`)
      return open(found, ctx, provider, isDue)
    }
    const useful = alive && !isRefused
    const patience = useful ? frame.deadline.within(PATIENCE) : frame.deadline
    try {
      await until(patience.signal, resources.renewals.renew(provider, found, ctx))
    } catch (error) {
      signal.throwIfAborted()
      if (useful) return open(found, ctx, provider, true)
      throw failureOf(error, provider.settings, fail)
    } finally {
      if (patience !== frame.deadline) patience.release()
    }
  }
}

/** A provider whose tokens end at once is not asked for ever. */
const ROUNDS = 3
/** Milliseconds to wait for a new token while the old one is still good. */
const PATIENCE = 2_000

async function open(found: Found, ctx: Asking, provider: Provider, cached: boolean): Promise<AccessToken> {
  const { clock, fail, log, resources } = ctx
  const { expires_at, secrets, version } = found
  try {
    if (!secrets) throw new KeyFault('unreadable', 'a connection without tokens')
    const { access } = decodeSecrets(await resources.vault.open(secrets, subjectOf(found)))
    const isValid = isAlive(found, clock.now())
    return {
      accessToken: access,
      expiresAt: expires_at?.toISOString() ?? null,
      isValid,
      version,
      ...(cached && { cached }),
    }
  } catch (error) {
    if (!(error instanceof KeyFault) || error.kind === 'unavailable') throw failureOf(error, provider.settings, fail)
    log.error({ err: error, provider: found.provider }, 'Stored tokens cannot be opened')
    throw fail.reconnectNeeded(`${promptOf('needs_reauth', 'unreadable', provider.settings.title)}`)
  }
}

/** What was promised; rejects with the signal's reason when that aborts first. */
function until<T>(signal: AbortSignal, promised: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    promised.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
