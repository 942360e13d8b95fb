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
  /** How long it stays open before it lets probes through. */
  readonly openFor: number
  /** Probes that must succeed, one after another or together, to close it. */
  readonly successes: number
  /** Probes under way at once; further calls are refused. */
  readonly probes: number
}

/**
 * `external` for services and most outside systems. `model` for language models: a call that hangs is noticed only by
 * its timeout, so failures are counted over a longer time.
 */
export const breakerPolicies = {
  external: { failures: 5, window: 10_000, rate: 0.1, openFor: 60_000, successes: 2, probes: 1 },
  model: { failures: 3, window: 120_000, rate: 0.1, openFor: 30_000, successes: 2, probes: 1 },
} as const satisfies Record<string, BreakerPolicy>

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

/**
 * Refuses calls to a target that keeps failing, so that callers hear at once and the target can recover.
 * Results of calls that began before the last change of state are not counted.
 */
export class Breaker {
  readonly name: string
  readonly #policy: BreakerPolicy
  readonly #clock: Clock
  readonly #judge: (error: unknown) => Verdict
  readonly #onChange: ((state: BreakerState) => void) | undefined
  readonly #rolling: Rolling
  #state: BreakerState = 'closed'
  /** Counts the changes of state, so that a late result is known as such. */
  #era = 0
  #openedAt = 0
  #probing = 0
  #succeeded = 0

  constructor({ name, policy, clock, judge = judgeFailure, onChange }: BreakerOptions) {
    this.name = name
    this.#policy = policy
    this.#clock = clock
    this.#judge = judge
    this.#onChange = onChange
    this.#rolling = new Rolling(policy.window)
  }

  /** `halfOpen` as soon as a probe would be let through. */
  get state(): BreakerState {
    return this.#state === 'open' && this.#untilProbe() === 0 ? 'halfOpen' : this.#state
  }

  /** Runs `work`. Rejects with `unavailable` and a `retryAfter`, without calling it, while open. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const era = this.#enter()
    let verdict: Verdict = 'answered'
    try {
      return await work()
    } catch (error) {
      verdict = this.#judge(error)
      throw error
    } finally {
      this.#leave(era, verdict)
    }
  }

  #enter(): number {
    if (this.#state === 'open' && this.#untilProbe() === 0) this.#become('halfOpen')
    if (this.#state === 'open') throw this.#refusal(this.#untilProbe())
    if (this.#state === 'halfOpen') {
      if (this.#probing >= this.#policy.probes) throw this.#refusal(1_000)
      this.#probing++
    }
    return this.#era
  }

  #leave(era: number, verdict: Verdict): void {
    if (era !== this.#era) return
    if (this.#state === 'halfOpen') {
      this.#probing--
      if (verdict === 'failed') this.#become('open')
      else if (verdict === 'answered' && ++this.#succeeded >= this.#policy.successes) this.#become('closed')
      return
    }
    if (verdict === 'nothing') return
    const now = this.#clock.monotonic()
    this.#rolling.add(now, verdict === 'failed')
    if (verdict === 'failed' && this.#tooMany(now)) this.#become('open')
  }

  #tooMany(now: number): boolean {
    const { calls, failures } = this.#rolling.totals(now)
    return failures >= this.#policy.failures && failures / calls >= this.#policy.rate
  }

  #become(state: BreakerState): void {
    this.#state = state
    this.#era++
    this.#probing = 0
    this.#succeeded = 0
    if (state === 'open') this.#openedAt = this.#clock.monotonic()
    if (state === 'closed') this.#rolling.clear()
    this.#onChange?.(state)
  }

  #untilProbe(): number {
    return Math.max(0, this.#openedAt + this.#policy.openFor - this.#clock.monotonic())
  }

  #refusal(retryAfter: number): Failure {
    return failure('unavailable', { detail: `${this.name} keeps failing and is given time to recover`, retryAfter })
  }
}

/** A failure of the caller's own making (4xx) is an answer; an abort says nothing; all else is a failure of the target. */
function judgeFailure(error: unknown): Verdict {
  if (error instanceof Failure) return error.status < 500 ? 'answered' : 'failed'
  return error instanceof Error && error.name === 'AbortError' ? 'nothing' : 'failed'
}
