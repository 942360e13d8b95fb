import type { Random } from '../../clock/index.ts'
import type { Trace } from '../../service/frame.ts'

/** Makes the spans of incoming requests (W3C Trace Context 2). Ids are drawn many at a time: each request needs two. */
export class Traces {
  readonly #random: Random
  #digits = ''
  #used = 0

  constructor(random: Random) {
    this.#random = random
  }

  /** A span within the trace of a `traceparent` header where that is valid, else of a new trace. */
  of(header: string | undefined): Trace {
    const given = header === undefined ? undefined : parse(header)
    if (given) return { ...given, spanId: this.#take(16) }
    return { traceId: this.#take(32), spanId: this.#take(16), parentId: undefined, sampled: true }
  }

  /** `size` random hexadecimal digits. */
  #take(size: number): string {
    if (this.#used + size > this.#digits.length) {
      const { buffer, byteOffset, length } = this.#random.bytes(DRAWN)
      this.#digits = Buffer.from(buffer, byteOffset, length).toString('hex')
      this.#used = 0
    }
    this.#used += size
    return this.#digits.slice(this.#used - size, this.#used)
  }
}

export const traceparent = ({ traceId, spanId, sampled }: Trace): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`

/** Bytes: the ids of 32 requests. */
const DRAWN = 768
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
