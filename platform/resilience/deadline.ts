import type { Clock } from '../clock/index.ts'
import { type Failure, failure } from '../contract/index.ts'

/**
 * The time by which an answer is of use, and the way to say that it no longer is. Measured on the monotonic clock, so
 * that a jump of the wall clock neither ends nor prolongs it. A child is never later than its parent, and ends with it.
 * The signal is made on first use: most calls never look.
 */
export class Deadline {
  readonly #clock: Clock
  /** On the monotonic clock. */
  readonly #end: number
  /** Milliseconds from when it was made: a child of at least this long needs no look at the clock. */
  readonly #length: number
  readonly #parent: Deadline | undefined
  #controller: AbortController | undefined
  #reason: unknown
  #release: (() => void) | undefined

  private constructor(clock: Clock, begun: number, ms: number, parent?: Deadline) {
    this.#clock = clock
    this.#end = begun + ms
    this.#length = ms
    this.#parent = parent
  }

  static in(clock: Clock, ms: number): Deadline {
    return new Deadline(clock, clock.monotonic(), ms)
  }

  /** This deadline if it is earlier than `ms` from now, otherwise a child that is. */
  within(ms: number): Deadline {
    if (ms >= this.#length) return this
    const now = this.#clock.monotonic()
    return now + ms >= this.#end ? this : new Deadline(this.#clock, now, ms, this)
  }

  /** A child that a caller's own signal can end early. */
  until(signal: AbortSignal): Deadline {
    const child = new Deadline(this.#clock, this.#clock.monotonic(), this.remaining, this)
    if (signal.aborted) child.cancel(signal.reason)
    else signal.addEventListener('abort', () => child.cancel(signal.reason), { once: true })
    return child
  }

  /** Milliseconds left, never negative. */
  get remaining(): number {
    return Math.max(0, this.#end - this.#clock.monotonic())
  }

  get expired(): boolean {
    return this.expiredBy(this.#clock.monotonic())
  }

  /** Whether it has passed at a reading of the monotonic clock, or was cancelled. */
  expiredBy(monotonic: number): boolean {
    return monotonic >= this.#end || this.cancelled
  }

  /** Whether this deadline or one above it was cancelled. */
  get cancelled(): boolean {
    return this.#reason !== undefined || (this.#parent?.cancelled ?? false)
  }

  /** Aborts at the deadline, or when this deadline or one above it is cancelled. */
  get signal(): AbortSignal {
    if (this.#controller) return this.#controller.signal
    this.#controller = new AbortController()
    if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    else this.#arm(this.#controller)
    return this.#controller.signal
  }

  cancel(reason: unknown): void {
    if (this.#reason !== undefined) return
    this.#reason = reason ?? late()
    this.#controller?.abort(this.#reason)
    this.release()
  }

  /** Lets go of the timer and of the parent, once the answer is there. */
  release(): void {
    this.#release?.()
    this.#release = undefined
  }

  #arm(controller: AbortController): void {
    const above = this.#parent?.signal
    if (above?.aborted) {
      controller.abort(above.reason)
      return
    }
    const pass = () => this.cancel(above?.reason)
    above?.addEventListener('abort', pass, { once: true })
    const stop = this.#clock.timer(this.remaining, () => this.cancel(late()))
    this.#release = () => {
      stop()
      above?.removeEventListener('abort', pass)
    }
  }
}

/** The failure of work whose deadline has passed. */
export const late = (): Failure<'deadlineExceeded'> => failure('deadlineExceeded')
