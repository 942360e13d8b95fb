import type { Random } from '../../clock/index.ts'
import type { Trace } from '../../service/frame.ts'
import { parseTraceparent } from '../../service/traceparent.ts'

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
    const given = parseTraceparent(header)
    if (given) return { ...given, spanId: this.#take(16), parentId: given.spanId }
    return { traceId: this.#take(32), spanId: this.#take(16), parentId: undefined, sampled: true, random: true }
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

/** Bytes: the ids of 32 requests. */
const DRAWN = 768
