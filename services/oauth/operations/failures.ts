import { Failure, type FailureDetails } from 'banyan/contract'
import { ProviderFault } from '../providers/fault.ts'
import type { ProviderSettings } from '../providers/settings.ts'
import { KeyFault } from '../vault/keyring.ts'

interface Fail {
  providerUnavailable(details: FailureDetails): Failure
  providerFailed(details: FailureDetails): Failure
  keysUnavailable(details: FailureDetails): Failure
  /** What a refused grant is, where that is not seen to before. */
  grantRefused?(details: FailureDetails): Failure
}

/** What a caller is told of a fault. What is none of the provider's or the keys' comes back as it is. */
export function failureOf(error: unknown, { title }: ProviderSettings, fail: Fail): unknown {
  // A breaker's: the provider was not asked.
  if (error instanceof Failure && error.kind === 'unavailable')
    return fail.providerUnavailable({
      detail: `${title} kept failing and is given time to recover.`,
      cause: error,
      ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
    })
  if (error instanceof KeyFault) return fail.keysUnavailable({ cause: error, retryAfter: RETRY_AFTER })
  if (!(error instanceof ProviderFault)) return error
  const told = { detail: `${title} ${error.message}.`, cause: error }
  if (error.kind === 'grantRefused' && fail.grantRefused) return fail.grantRefused(told)
  return error.passing
    ? fail.providerUnavailable({ ...told, retryAfter: error.details.retryAfter ?? RETRY_AFTER })
    : fail.providerFailed({ ...told, retry: false })
}

/** Milliseconds. */
const RETRY_AFTER = 5_000
