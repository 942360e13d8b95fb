import type { Fault } from 'banyan/testing/model-server/fault'

/** What a generator must survive when it happens once, with the words for a test's name. */
export const passingFaults: readonly (readonly [string, Fault])[] = [
  ['429 with Retry-After in seconds', { kind: 'status', status: 429, retryAfter: 1 }],
  ['429 with Retry-After as a date', { kind: 'status', status: 429, retryAfter: new Date(0) }],
  ['500', { kind: 'status', status: 500 }],
  ['503', { kind: 'status', status: 503 }],
  ['a hang', { kind: 'hang' }],
  ['a drip', { kind: 'drip', every: 20 }],
  ['a cut stream', { kind: 'cut' }],
  ['a reset connection', { kind: 'reset' }],
  ['a malformed body', { kind: 'malformedBody' }],
  ['malformed JSON', { kind: 'malformedAnswer' }],
  ['JSON that breaks the schema', { kind: 'breaksSchema' }],
  ['a truncated answer', { kind: 'truncated' }],
  ['a wrong content type', { kind: 'wrongType' }],
  ['slow headers', { kind: 'slowHeaders', delay: 5_000 }],
]
