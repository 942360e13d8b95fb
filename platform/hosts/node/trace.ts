import type { Random } from '../../clock/index.ts'
import type { Trace } from '../../service/frame.ts'

/** A span for a request: within the trace of its `traceparent` where that is valid (W3C Trace Context 2), else a new trace. */
export function traceOf(header: string | undefined, random: Random): Trace {
  const given = header === undefined ? undefined : parse(header)
  if (given) return { ...given, spanId: hex(random, 8) }
  const id = hex(random, 24)
  return { traceId: id.slice(0, 32), spanId: id.slice(32), sampled: true }
}

export const traceparent = ({ traceId, spanId, sampled }: Trace): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const ZEROS = /^0+$/

function parse(header: string): { traceId: string; parentId: string; sampled: boolean } | undefined {
  const match = TRACEPARENT.exec(header)
  if (!match) return undefined
  // Every group but the last takes part in every match.
  const [, version, traceId, parentId, flags, rest] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string?,
  ]
  if (version === 'ff' || (version === '00' && rest !== undefined)) return undefined
  if (ZEROS.test(traceId) || ZEROS.test(parentId)) return undefined
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

function hex(random: Random, size: number): string {
  const { buffer, byteOffset } = random.bytes(size)
  return Buffer.from(buffer, byteOffset, size).toString('hex')
}
