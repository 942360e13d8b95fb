import { neverArrived, retryAfterOf } from 'banyan/network'
import type { Verdict } from 'banyan/resilience'
import { ResponseBodyError } from 'oauth4webapi'
import type { Again } from '../attempts.ts'

/**
 * Why a provider gave no tokens, and what may have become of the request there.
 *
 * - `unreached`: it cannot have arrived.
 * - `unavailable`: the provider says that it did not do it, and that it may another time.
 * - `unknown`: it may be done or not; a token that works once may be used up.
 * - `grantRefused`: the code or the token is used, too old, or taken back.
 * - `refused`: we ask wrongly, or as somebody whom it does not know: our settings are to be looked at.
 */
const faults = {
  unreached: { passing: true, verdict: 'failed', says: 'cannot be reached' },
  unavailable: { passing: true, verdict: 'failed', says: 'does not answer now' },
  unknown: { passing: true, verdict: 'failed', says: 'did not say what became of the request' },
  grantRefused: { passing: false, verdict: 'answered', says: 'refuses the grant' },
  refused: { passing: false, verdict: 'answered', says: 'refuses the request' },
} as const satisfies Record<string, { passing: boolean; verdict: Verdict; says: string }>

export type FaultKind = keyof typeof faults

interface FaultDetails {
  readonly status?: number | undefined
  /** The provider's short name for it: `invalid_client`. Never its description, which may quote what was sent. */
  readonly code?: string | undefined
  /** Milliseconds. */
  readonly retryAfter?: number | undefined
}

/** A request to a provider that brought nothing. It has no `cause`: that would hold the answer, or the request. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault'
  readonly kind: FaultKind
  readonly details: FaultDetails

  constructor(kind: FaultKind, details: FaultDetails = {}) {
    const told = [details.status, details.code].filter((detail) => detail !== undefined).join(' ')
    super(`${faults[kind].says}${told && ` (${told})`}`)
    this.kind = kind
    this.details = details
  }

  /** Whether another time may be better. */
  get passing(): boolean {
    return faults[this.kind].passing
  }

  /** What it says of the provider. One that asks us to slow down is well. */
  get verdict(): Verdict {
    return this.details.status === 429 ? 'nothing' : faults[this.kind].verdict
  }
}

/** The fault behind a request that was not answered at all. */
export const unanswered = (error: unknown): ProviderFault =>
  new ProviderFault(neverArrived(error) ? 'unreached' : 'unknown')

/** The fault behind an answer that holds no tokens. `now` in milliseconds since the epoch: `Retry-After` may be a date. */
export function answered(response: Response, error: unknown, now: number): ProviderFault {
  const { status } = response
  const code = error instanceof ResponseBodyError ? nameOf(error.error) : undefined
  const retryAfter = retryAfterOf(response.headers.get('retry-after'), now)
  return new ProviderFault(kindOf(status, code), { status, code, retryAfter })
}

function kindOf(status: number, code: string | undefined): FaultKind {
  if (code === 'invalid_grant') return 'grantRefused'
  if (status === 429 || status === 500 || status === 503) return 'unavailable'
  if (code === 'temporarily_unavailable' || code === 'server_error' || code === 'slow_down') return 'unavailable'
  // What stands before the provider gave up waiting for it, or its answer broke off.
  if (status >= 500 || status === 408 || status < 300) return 'unknown'
  return 'refused'
}

/** If it looks like a name and not like a sentence. */
const nameOf = (code: string): string | undefined => (/^[\w.-]{1,64}$/.test(code) ? code : undefined)

/** A code, and a refresh token of some providers, works once: it is sent again only where it was not used. */
export const ONCE: Again = after('unreached', 'unavailable')
export const REPEATABLE: Again = after('unreached', 'unavailable', 'unknown')

function after(...kinds: readonly FaultKind[]): Again {
  return {
    retryable: (error) => error instanceof ProviderFault && kinds.includes(error.kind),
    retryAfter: (error) => (error instanceof ProviderFault ? error.details.retryAfter : undefined),
  }
}
