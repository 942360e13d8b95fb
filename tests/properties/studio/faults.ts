import fc from 'fast-check'
import type { Fault } from './wire.ts'

/** How calls come to nothing: where nobody answers, and where somebody does. */
export const faults: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
  'unreachable',
  'no problem document',
  { status: 502, code: 'downstreamFailed' },
  { status: 503, code: 'unavailable' },
  { status: 504, code: 'deadlineExceeded' },
  { status: 500, code: 'internal' },
  { status: 429, code: 'limited' },
  { status: 404, code: 'notFound' },
)

/** Whoever was asked is not there, or cannot answer: somebody else may. */
export const isDown = (fault: Fault): boolean =>
  typeof fault === 'string' || (fault.status >= 502 && fault.status <= 504)

/** It is worth another try later. */
export const passes = (fault: Fault): boolean => isDown(fault) || (typeof fault === 'object' && fault.status === 429)
