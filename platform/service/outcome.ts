import { asFailure, type DeclaredErrors, Failure, failure } from '../contract/index.ts'

/**
 * What the caller is told of an error that a handler let out. Its own failures pass. Those of an operation that it
 * called in turn are not the caller's business: they become 502, or stay 503 and 504 where trying again makes sense.
 */
export function outcomeOf(error: unknown, declared: DeclaredErrors | undefined): Failure {
  const raised = asFailure(error)
  if (raised.via === undefined || (declared && Object.hasOwn(declared, raised.code))) return raised
  const { kind, retry, retryAfter, via } = raised
  const told =
    kind === 'unavailable' || kind === 'deadlineExceeded' || kind === 'limited' ? 'unavailable' : 'downstreamFailed'
  return failure(kind === 'deadlineExceeded' ? kind : told, {
    detail: `${via} answered ${raised.code}`,
    cause: raised,
    retry,
    ...(retryAfter !== undefined && { retryAfter }),
  })
}

/** A failure's own words for the log: the whole chain of causes. */
export const isOurs = (error: unknown): error is Failure => error instanceof Failure && error.kind !== 'internal'
