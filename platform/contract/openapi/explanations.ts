import type { Kind } from '../errors.ts'

/** For each kind of failure: what it means, and what a caller does about it. */
export const explanations: Readonly<Record<Kind, { readonly meaning: string; readonly remedy: string }>> = {
  invalid: {
    meaning: 'The input does not fit the schema of the operation. `issues` names each wrong field and what is wrong.',
    remedy: 'Change what the issues name. The same request will not succeed later.',
  },
  unauthenticated: {
    meaning: 'No access token came with the request, or it is not valid any more.',
    remedy: 'Sign in, or trade the refresh token for a new access token, and send it as `Authorization: Bearer`.',
  },
  forbidden: {
    meaning: 'You are known, but this is not yours to do; or a cookie came from a page of another site.',
    remedy: 'Use an account that may, or ask for the right.',
  },
  notFound: {
    meaning: 'There is nothing at this address that you may see. What belongs to somebody else is not found either.',
    remedy: 'Check the path and the id.',
  },
  methodNotAllowed: {
    meaning: 'The address exists, but not with this method.',
    remedy: 'Use one of the methods in the `Allow` header.',
  },
  conflict: {
    meaning:
      'The request does not fit the present state, e.g. a name is taken, or an `Idempotency-Key` was used with another input or its first use is still running.',
    remedy: 'Look at the present state, then decide.',
  },
  preconditionFailed: {
    meaning: 'It was changed since you read it: `If-Match` names an old version.',
    remedy: 'Read it again, apply your change to what is there now, and send the new `ETag`.',
  },
  tooLarge: {
    meaning: 'The body is larger than the server takes.',
    remedy: 'Send less, or in parts.',
  },
  unsupportedMediaType: {
    meaning: 'The body is not of a type that the server reads.',
    remedy: 'Send `Content-Type: application/json`, in UTF-8 and uncompressed.',
  },
  limited: {
    meaning: 'There were too many requests from your address, your account, or for this one thing at the same time.',
    remedy: 'Wait for the seconds in `Retry-After`, then try again. `RateLimit` tells how many are left.',
  },
  internal: {
    meaning: 'Something went wrong on our side. The details stay in our log, under the `requestId`.',
    remedy: 'Tell the operator the `requestId`.',
  },
  downstreamFailed: {
    meaning: 'A service or an outside system that this one needs gave a wrong answer, or none.',
    remedy: 'Try again later.',
  },
  unavailable: {
    meaning:
      'It cannot be done just now: the service is overloaded (then `overloaded` is true), stopping, or protects something that fails, and nothing can stand in for it.',
    remedy: 'Wait for the seconds in `Retry-After`, if there are any, then try again.',
  },
  deadlineExceeded: {
    meaning: 'There was no answer within the time that the operation or its caller allows.',
    remedy: 'Try again. Send an `Idempotency-Key` with commands, so that what was done is not done twice.',
  },
}
