import type { Kind } from '../errors.ts'
import type { HttpMapping } from '../http.ts'
import type { Operation } from '../operation.ts'
import type { DeclaredCode } from './types.ts'

/** The kinds that an operation may answer by what it is, beside the errors that it declares. */
export function kindsOf(operation: Operation, mapping: HttpMapping, takesInput: boolean): Set<Kind> {
  const { auth, kind } = operation
  const kinds: [Kind, boolean][] = [
    ['invalid', takesInput],
    // Also where nobody needs to sign in, when an access token comes that is not valid.
    ['unauthenticated', true],
    // Without the role, or with a cookie that came from a page of another site.
    ['forbidden', typeof auth === 'object' || mapping.method !== 'GET'],
    // An idempotency key that was used with another input, or whose first use is still running.
    ['conflict', honoursIdempotencyKey(operation)],
    ['tooLarge', mapping.hasBody],
    ['unsupportedMediaType', mapping.hasBody],
    ['limited', true],
    ['internal', true],
    ['downstreamFailed', true],
    ['unavailable', true],
    ['deadlineExceeded', kind !== 'stream'],
  ]
  return new Set(kinds.filter(([, occurs]) => occurs).map(([name]) => name))
}

/** Whether sending it again with the same `Idempotency-Key` gives the first answer. */
export const honoursIdempotencyKey = (operation: Operation): boolean =>
  operation.kind === 'job' || (operation.kind === 'command' && operation.unrecorded !== true)

/** The errors that an operation declares, in the order of its contract. */
export const declaredCodes = (operation: Operation): DeclaredCode[] =>
  Object.entries(operation.errors ?? {}).map(([code, { kind, title }]) => ({ code, kind, title }))
