import type { Trace } from './frame.ts'

/**
 * The trace that a `traceparent` header names (W3C Trace Context, level 2), with the caller's span as `spanId`.
 * Undefined for anything invalid: the receiver then begins a trace of its own.
 */
export function parseTraceparent(header: string | undefined): Trace | undefined {
  const match = header === undefined ? null : TRACEPARENT.exec(header)
  if (!match) return undefined
  const [, version, traceId, spanId, flagText, rest] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  if (version === 'ff' || traceId === NO_TRACE || spanId === NO_SPAN) return undefined
  // Version 00 ends with its flags; a later one may say more, which is not ours to read.
  if (version === '00' ? rest !== '' : rest !== '' && !rest.startsWith('-')) return undefined
  const flags = Number.parseInt(flagText, 16)
  return { traceId, spanId, sampled: (flags & SAMPLED) !== 0, random: (flags & RANDOM) !== 0 }
}

/** The `traceparent` header for a call within `trace`: its `spanId` becomes the other side's parent. */
export function formatTraceparent({ traceId, spanId, sampled, random }: Trace): string {
  const flags = (sampled ? SAMPLED : 0) | (random ? RANDOM : 0)
  return `00-${traceId}-${spanId}-0${flags}`
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(.*)$/
const SAMPLED = 1
const RANDOM = 2
const NO_TRACE = '0'.repeat(32)
const NO_SPAN = '0'.repeat(16)
