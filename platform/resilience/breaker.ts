import type { Clock } from '../clock/index.ts'
import { Failure, failure } from '../contract/index.ts'
import { Rolling } from './rolling.ts'

/** When to stop calling a target that fails, and how to find out that it is back. Times in milliseconds. */
export interface BreakerPolicy {
  /** Opens at this many failures within `window` ... */
  readonly failures: number
  readonly window: number
  /** ... if they are at least this share of the calls in it: under heavy load a few failures are no outage. */
  readonly rate: number
  /** Opens as well when this share of at least `volume` calls in the window failed, however few `failures` that are. */
  readonly orRate?: { readonly volume: number; readonly rate: number }
  /** How long it stays open before it lets probes through. */
  readonly openFor: number
  /** Probes that must succeed, one after another or together, to close it. */
  readonly successes: number
  /** Probes under way at once; further calls are refused. */
  readonly probes: number
  /** How long a probe may hang before its place goes to another one and its result no longer counts. */
  readonly probeFor: number
}

export type BreakerState = 'closed' | 'open' | 'halfOpen'

/** What an error says of the target: it failed, it answered (a 404 is an answer), or nothing (the caller gave up). */
export type Verdict = 'failed' | 'answered' | 'nothing'

export interface BreakerOptions {
  /** Names the target in the failure of a refused call. */
  readonly name: string
  readonly policy: BreakerPolicy
  readonly clock: Clock
  readonly judge?: (error: unknown) => Verdict
  readonly onChange?: (state: BreakerState) => void
}

/** What a call that was let in holds until it ends: the era that it began in, or for a probe a number of its own below zero. */
export type Pass = number

/**
 * Refuses calls to a target that keeps failing, so that callers hear at once and the target can recover.
 * Results of calls that began before the last change of state are not counted.
 */
export class Breaker {
  readonly name: string
  readonly policy: BreakerPolicy
  readonly #clock: Clock
  readonly #judge: (error: unknown) => Verdict
  readonly #onChange: ((state: BreakerState) => void) | undefined
  readonly #rolling: Rolling
  #state: BreakerState = 'closed'
  /** Counts the changes of state, so that a late result is known as such. */
  #era = 0
  #openedAt = 0
  /** When each probe under way began. */
  readonly #probes = new Map<Pass, number>()
  #probed = 0
  #succeeded = 0

  constructor({ name, policy, clock, judge = judgeFailure, onChange }: BreakerOptions) {
    this.name = name
    this.policy = policy
    this.#clock = clock
    this.#judge = judge
    this.#onChange = onChange
    this.#rolling = new Rolling(policy.window)
  }

  /** `halfOpen` as soon as a probe would be let through. */
  get state(): BreakerState {
    return this.#state === 'open' && this.#untilProbe() === 0 ? 'halfOpen' : this.#state
  }

  /** Calls and failures within the window, as far as they are counted. */
  get recent(): { readonly calls: number; readonly failures: number } {
    return this.#rolling.totals(this.#clock.monotonic())
  }

  /**
   * Runs `work`. While open it is not called, and the result is that of `fallback`, or a rejection with `unavailable` and
   * a `retryAfter`. `fallback` answers for a failure of `work`, too.
   */
  async run<T>(work: () => Promise<T>, fallback?: (error: unknown) => Promise<T> | T): Promise<T> {
    try {
      const pass = this.enter()
      try {
        const result = await work()
        this.succeeded(pass)
        return result
      } catch (error) {
        this.failed(pass, this.#judge(error))
        throw error
      }
    } catch (error) {
      if (!fallback) throw error
      return fallback(error)
    }
  }

  /** Lets a call in, which then must end with `succeeded` or `failed`. Throws `unavailable` where it is refused. */
  enter(): Pass {
    return this.#state === 'closed' ? this.#era : this.#probe()
  }

  succeeded(pass: Pass): void {
    if (pass === this.#era) this.#rolling.add(this.#clock.monotonic(), false)
    else if (this.#probes.delete(pass) && ++this.#succeeded >= this.policy.successes) this.#become('closed')
  }

  failed(pass: Pass, verdict: Verdict): void {
    if (verdict === 'answered') {
      this.succeeded(pass)
    } else if (pass !== this.#era) {
      if (this.#probes.delete(pass) && verdict === 'failed') this.#become('open')
    } else if (verdict === 'failed') {
      const now = this.#clock.monotonic()
      this.#rolling.add(now, true)
      if (this.#tooMany(now)) this.#become('open')
    }
  }

  #probe(): Pass {
    const untilProbe = this.#state === 'open' ? this.#untilProbe() : 0
    if (untilProbe > 0) throw this.#refusal(untilProbe)
    if (this.#state === 'open') this.#become('halfOpen')
    const now = this.#clock.monotonic()
    if (this.#probes.size >= this.policy.probes)
      for (const [pass, begun] of this.#probes) if (now - begun >= this.policy.probeFor) this.#probes.delete(pass)
    if (this.#probes.size >= this.policy.probes) throw this.#refusal(1_000)
    const pass = --this.#probed
    this.#probes.set(pass, now)
    return pass
  }

  #tooMany(now: number): boolean {
    const { failures: enough, rate, orRate } = this.policy
    const { calls, failures } = this.#rolling.totals(now)
    const share = failures / calls
    return (
      (failures >= enough && share >= rate) || (orRate !== undefined && calls >= orRate.volume && share >= orRate.rate)
    )
  }

  #become(state: BreakerState): void {
    this.#state = state
    // Nothing that began before has this era, nor is one of its probes.
    this.#era++
    this.#probes.clear()
    this.#succeeded = 0
    if (state === 'open') this.#openedAt = this.#clock.monotonic()
    if (state === 'closed') this.#rolling.clear()
    this.#onChange?.(state)
  }

  #untilProbe(): number {
    return Math.max(0, this.#openedAt + this.policy.openFor - this.#clock.monotonic())
  }

  #refusal(retryAfter: number): Failure {
    return failure('unavailable', {
      detail: `Circuit breaker is OPEN: ${this.name} keeps failing and is given time to recover`,
      retryAfter,
    })
  }
}

/**
 * A failure of the caller's own making (4xx) is an answer. An abort says nothing, nor does the refusal of work by a target
 * that is alive but has too much of it. All else is a failure of the target.
 */
export function judgeFailure(error: unknown): Verdict {
  if (error instanceof Failure) return error.overloaded ? 'nothing' : error.status < 500 ? 'answered' : 'failed'
  return error instanceof Error && error.name === 'AbortError' ? 'nothing' : 'failed'
}
