import { asFailure, type DeclaredErrors, Failure, failure } from '../contract/index.ts'
import { isAway } from '../store/away.ts'

/**
 * What the caller is told of an error that a handler let out. Its own failures pass. Those of an operation that it
 * called in turn are not the caller's business: they become 502, or stay 503 and 504 where trying again makes sense. A
 * database that is away for a moment is 503.
 */
export function outcomeOf(error: unknown, declared: DeclaredErrors | undefined): Failure {
  if (isAway(error)) return failure('unavailable', { cause: error, retryAfter: AWAY_MS })
  const raised = asFailure(error)
  if (raised.via === undefined || (declared && Object.hasOwn(declared, raised.code))) return raised
  const { kind, retry, retryAfter, overloaded, via } = raised
  const told =
    kind === 'unavailable' || kind === 'deadlineExceeded' || kind === 'limited' ? 'unavailable' : 'downstreamFailed'
  return failure(kind === 'deadlineExceeded' ? kind : told, {
    detail: `${via} answered ${raised.code}`,
    cause: raised,
    retry,
    overloaded,
    ...(retryAfter !== undefined && { retryAfter }),
  })
}

/** Milliseconds. The embedded server is back in about two seconds. */
const AWAY_MS = 1_000

/** Whether everything there is to know of an error is told to the caller or was logged: nobody has to look into it. */
export const isOurs = (error: unknown): boolean =>
  error instanceof Failure ? error.kind !== 'internal' : isAway(error)
