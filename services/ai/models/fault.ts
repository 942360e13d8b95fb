import { APICallError, StreamProviderError } from 'ai'
import { retryAfterOf } from 'banyan/network'
import type { Verdict } from 'banyan/resilience'

/** Why a call of a model gave no answer: whether asking again can help, and what it says of the model's server. */
const faults = {
  limited: { retry: true, verdict: 'nothing', says: 'asks us to slow down' },
  unavailable: { retry: true, verdict: 'failed', says: 'reports an error of its own' },
  unreachable: { retry: true, verdict: 'failed', says: 'cannot be reached' },
  tooSlow: { retry: true, verdict: 'failed', says: 'is too slow' },
  garbled: { retry: true, verdict: 'failed', says: 'sent an answer that breaks the protocol' },
  cutOff: { retry: true, verdict: 'answered', says: 'reached its length limit in the middle' },
  unusable: { retry: true, verdict: 'answered', says: 'answered in another form than asked' },
  refused: { retry: false, verdict: 'answered', says: 'refuses the request' },
  resting: { retry: false, verdict: 'nothing', says: 'kept failing and is given time to recover' },
  unaffordable: { retry: false, verdict: 'nothing', says: 'costs more than the budget has left' },
  abandoned: { retry: false, verdict: 'nothing', says: 'was not waited for' },
} as const satisfies Record<string, { retry: boolean; verdict: Verdict; says: string }>

export type FaultKind = keyof typeof faults

interface FaultDetails {
  readonly status?: number | undefined
  /** The provider's short name for it, e.g. `model_not_found`. Never its message, which may quote the key or the prompt. */
  readonly code?: string | undefined
  /** Milliseconds. */
  readonly retryAfter?: number | undefined
  /** For the user. */
  readonly sentence?: string | undefined
  /** What the model wrote, and what is wrong with it, to be told when it is asked again. */
  readonly rejected?: { readonly text?: string; readonly because: string } | undefined
}

/** A call of a model that gave no usable answer. Carries nothing that must not be logged, so it has no `cause`. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault'
  readonly kind: FaultKind
  readonly details: FaultDetails

  constructor(kind: FaultKind, details: FaultDetails = {}) {
    super(`${faults[kind].says}${details.status === undefined ? '' : ` (${details.status})`}`)
    this.kind = kind
    this.details = details
  }

  get retry(): boolean {
    return faults[this.kind].retry
  }

  get verdict(): Verdict {
    return faults[this.kind].verdict
  }
}

/** The fault behind an error of the AI SDK. `now` in milliseconds since the epoch: `Retry-After` may be a date. */
export function faultOf(error: unknown, now: number): ModelFault {
  if (error instanceof ModelFault) return error
  if (StreamProviderError.isInstance(error)) return new ModelFault(kindOf(error.statusCode ?? 500))
  // What breaks while the body is read is no error of the API: the SDK tells that by many names.
  if (!APICallError.isInstance(error)) return new ModelFault('garbled')
  const { statusCode: status, responseHeaders = {}, data } = error
  if (status === undefined) return new ModelFault('unreachable')
  const retryAfter = retryAfterOf(responseHeaders['retry-after'], now)
  return new ModelFault(kindOf(status), { status, code: codeOf(data), retryAfter })
}

function kindOf(status: number): FaultKind {
  if (status < 300) return 'garbled'
  if (status === 429) return 'limited'
  return status >= 500 || PASSING.has(status) ? 'unavailable' : 'refused'
}

/** A time-out, a conflict with another request, and Bedrock's word for a model that broke. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 424])

/** `error.code` or `error.type` of the error forms of OpenAI and Anthropic, if it looks like a name and not like a sentence. */
function codeOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('error' in data)) return undefined
  const { code, type } = data.error as { readonly code?: unknown; readonly type?: unknown }
  return [code, type].find((name): name is string => typeof name === 'string' && /^[\w.-]{1,64}$/.test(name))
}
