import type { Random } from '../clock/index.ts'
import type { Trace } from '../service/frame.ts'

/** Makes traces and spans: a trace's id is random, a span's is a counter behind a random start, which costs a tenth. */
export interface TraceIds {
  /** A trace of our own, sampled. */
  begin(): Trace
  /** A new span within `trace`. */
  child(trace: Trace): Trace
}

export function traceIds(random: Random): TraceIds {
  let prefix = ''
  let count = 0
  const spanId = (): string => {
    // Twelve digits of chance serve for 65 536 spans, then others take their place.
    if (count === 0) prefix = hex(random.bytes(6))
    count = (count + 1) & 0xffff
    return prefix + (HEX[count >> 8] as string) + (HEX[count & 0xff] as string)
  }
  return {
    begin: () => ({ traceId: hex(random.bytes(16)), spanId: spanId(), sampled: true, random: true }),
    child: ({ traceId, spanId: parentId, sampled, random: flag }) => ({
      traceId,
      spanId: spanId(),
      parentId,
      sampled,
      random: flag,
    }),
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}
