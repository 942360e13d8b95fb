import type { Trace } from '../service/frame.ts'

export type SpanKind = 'server' | 'internal' | 'client' | 'producer' | 'consumer'
export type SpanAttributes = { readonly [name: string]: string | number | boolean }

/** One piece of work that has ended. */
export interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string | undefined
  readonly sampled: boolean
  readonly kind: SpanKind
  readonly service: string
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly start: number
  /** Milliseconds, with a fraction. */
  readonly duration: number
  /** The code of its failure; undefined when it went well. */
  readonly error: string | undefined
  readonly attributes: SpanAttributes | undefined
}

type Slot = { -readonly [K in keyof Span]: Span[K] }

/** The latest spans, in memory. Recording writes into a slot that is there already: no allocation, no lock, no wait. */
export class SpanRing {
  readonly #slots: Slot[]
  #next = 0
  #onRecord: ((sequence: number) => void) | undefined

  constructor(capacity: number) {
    this.#slots = Array.from({ length: capacity }, empty)
  }

  /** How many were recorded since the start; the sequence number of the next one. */
  get recorded(): number {
    return this.#next
  }

  get capacity(): number {
    return this.#slots.length
  }

  /** `start` in milliseconds since the epoch, `duration` in milliseconds. */
  record(
    trace: Trace,
    kind: SpanKind,
    service: string,
    name: string,
    start: number,
    duration: number,
    error: string | undefined,
    attributes?: SpanAttributes,
  ): void {
    const slot = this.#slots[this.#next % this.#slots.length] as Slot
    slot.traceId = trace.traceId
    slot.spanId = trace.spanId
    slot.parentId = trace.parentId
    slot.sampled = trace.sampled
    slot.kind = kind
    slot.service = service
    slot.name = name
    slot.start = start
    slot.duration = duration
    slot.error = error
    slot.attributes = attributes
    this.#next++
    this.#onRecord?.(this.#next)
  }

  /**
   * Adds what the HTTP host knows to the span of the operation that it ran, if that was among the last few: a request
   * and its operation are one span. False when there is none.
   */
  amend(spanId: string, kind: SpanKind, attributes: SpanAttributes): boolean {
    const oldest = Math.max(0, this.#next - AMENDABLE, this.#next - this.#slots.length)
    for (let at = this.#next - 1; at >= oldest; at--) {
      const slot = this.#slots[at % this.#slots.length] as Slot
      if (slot.spanId !== spanId) continue
      slot.kind = kind
      slot.attributes = attributes
      return true
    }
    return false
  }

  /** The latest spans, newest first, of one trace or of all. */
  recent({ trace, limit }: { readonly trace?: string | undefined; readonly limit: number }): Span[] {
    const found: Span[] = []
    const oldest = Math.max(0, this.#next - this.#slots.length)
    for (let at = this.#next - 1; at >= oldest && found.length < limit; at--) {
      const slot = this.#slots[at % this.#slots.length] as Slot
      if (trace === undefined || slot.traceId === trace) found.push({ ...slot })
    }
    return found
  }

  /** Up to `limit` spans from `sequence` on that are still there, and the sequence to go on with. */
  from(sequence: number, limit: number): { spans: Span[]; next: number; lost: number } {
    const first = Math.max(sequence, this.#next - this.#slots.length)
    const next = Math.min(this.#next, first + limit)
    const spans: Span[] = []
    for (let at = first; at < next; at++) spans.push({ ...(this.#slots[at % this.#slots.length] as Slot) })
    return { spans, next, lost: first - sequence }
  }

  /** Calls `run` with the count after each recording, until another takes its place. */
  onRecord(run: ((recorded: number) => void) | undefined): void {
    this.#onRecord = run
  }
}

/** How far back `amend` looks: calls that end between an operation's end and its answer's. */
const AMENDABLE = 64

const empty = (): Slot => ({
  traceId: '',
  spanId: '',
  parentId: undefined,
  sampled: false,
  kind: 'internal',
  service: '',
  name: '',
  start: 0,
  duration: 0.5,
  error: undefined,
  attributes: undefined,
})
