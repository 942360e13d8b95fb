import type { Clock, Random } from '../clock/index.ts'
import { type CallOptions, type Contract, Failure, isOperation } from '../contract/index.ts'
import { type Breaker, judgeFailure, type Pass, type Verdict } from '../resilience/breaker.ts'
import { type Breakers, Bulkhead, type Deadline, type Preset, RetryBudget } from '../resilience/index.ts'
import { backoff, mayRetry } from '../resilience/retry.ts'
import type { Decision } from './decision.ts'
import type { Frame } from './frame.ts'
import { codeOf, full, withoutFallback } from './guard-failures.ts'
import { resolvePolicy } from './guard-policy.ts'
import type { Link, Origin } from './link.ts'
import type { Observer } from './observer.ts'
import { type Standby, standbyFor } from './standby.ts'
import type { UsePolicy } from './use.ts'

export interface GuardOptions {
  /** The service that calls. */
  readonly service: string
  readonly contract: Contract
  readonly policy: UsePolicy<never>
  /** Those of the calling service. */
  readonly breakers: Breakers
  readonly clock: Clock
  readonly random: Random
  readonly observer: Pick<Observer, 'decided'>
  /** The context in which the calling service handles a frame, for its fallbacks. */
  readonly context: (frame: Frame) => never
}

/** How a dependency does now. */
export interface DependencyState {
  readonly service: string
  readonly dependency: string
  /** Since the start: tries, and what came of them. */
  readonly calls: {
    readonly tried: number
    readonly retried: number
    readonly rejected: number
    readonly fellBack: number
  }
  /** Retries that could be spent now. */
  readonly budget: number
  readonly bulkhead: { readonly running: number; readonly waiting: number; readonly limit: number }
}

/**
 * The caller's side of all calls from one service to another, composed once at start: bulkhead, breaker, retry within a
 * budget, and at the end a fallback, over a link. Each try passes the breaker, so that it counts what the target sees, and
 * so that a breaker that opens ends the tries. Read `call` to see the way of a call.
 */
export class GuardedLink implements Link {
  readonly policy: Preset
  readonly #link: Link
  readonly #options: GuardOptions
  readonly #breaker: Breaker
  readonly #budget: RetryBudget
  readonly #bulkhead: Bulkhead
  readonly #standbys: ReadonlyMap<string, Standby>
  #tried = 0
  #retried = 0
  #rejected = 0
  #fellBack = 0

  constructor(link: Link, options: GuardOptions) {
    const { contract, breakers, clock } = options
    this.policy = resolvePolicy(options.policy)
    this.#link = link
    this.#options = options
    this.#breaker = breakers.named(contract.name, this.policy.breaker)
    this.#budget = new RetryBudget(this.policy.budget)
    this.#bulkhead = new Bulkhead({ policy: this.policy.bulkhead, clock, refusal: () => full(contract.name) })
    this.#standbys = standbyFor(options)
  }

  get state(): DependencyState {
    const { running, waiting, policy } = this.#bulkhead
    return {
      service: this.#options.service,
      dependency: this.#options.contract.name,
      calls: { tried: this.#tried, retried: this.#retried, rejected: this.#rejected, fellBack: this.#fellBack },
      budget: this.#budget.tokens,
      bulkhead: { running, waiting, limit: policy.running },
    }
  }

  // On the hot path: a call that succeeds at once costs a promise, four counts and a look at the clock.
  async call(operation: string, input: unknown, from: Origin, options?: CallOptions): Promise<unknown> {
    const bounded = this.policy.deadline === undefined ? options : this.#bounded(options)
    const begun = bounded?.timeout === undefined ? 0 : this.#options.clock.monotonic()
    let given = bounded
    this.#budget.earn()
    for (let attempt = 1; ; attempt++) {
      let entered = false
      let pass: Pass | undefined
      let output: unknown
      try {
        entered = this.#bulkhead.tryEnter()
        if (!entered) entered = await this.#bulkhead.wait(from.frame.deadline)
        pass = this.#breaker.enter()
        this.#tried++
        output = await this.#link.call(operation, input, from, given)
      } catch (error) {
        if (entered) this.#bulkhead.leave()
        if (pass !== undefined) this.#breaker.failed(pass, verdictOf(error, from, options))
        else this.#refused(operation, entered ? 'breaker' : 'bulkhead')
        const failed = { operation, input, from, options: bounded, begun, error, attempt, tried: pass !== undefined }
        given = await this.#pause(failed)
        if (given === undefined) return this.#instead(failed)
        continue
      }
      this.#bulkhead.leave()
      this.#breaker.succeeded(pass)
      if (this.#standbys.size > 0) this.#standbys.get(operation)?.remember?.(from.frame, input, output)
      return output
    }
  }

  async *stream(operation: string, input: unknown, from: Origin, options?: CallOptions): AsyncIterable<unknown> {
    let pass: Pass | undefined = this.#breaker.enter()
    this.#tried++
    try {
      for await (const item of this.#link.stream(operation, input, from, options)) {
        // The target is judged by whether it answers; how a stream ends is for whoever reads it.
        if (pass !== undefined) this.#breaker.succeeded(pass)
        pass = undefined
        yield item
      }
    } catch (error) {
      if (pass !== undefined) this.#breaker.failed(pass, verdictOf(error, from, options))
      pass = undefined
      throw error
    } finally {
      if (pass !== undefined) this.#breaker.failed(pass, 'nothing')
    }
  }

  #bounded(options: CallOptions | undefined): CallOptions {
    const own = this.policy.deadline as number
    return { ...options, timeout: Math.min(own, options?.timeout ?? own) }
  }

  #refused(operation: string, reason: string): void {
    this.#rejected++
    this.#decided('rejected', operation, reason)
  }

  /** Waits for the next try and resolves to its options; to undefined where there is none. */
  async #pause({ operation, from, options, begun, error, attempt, tried }: Failed): Promise<CallOptions | undefined> {
    const { clock, random, contract } = this.#options
    const { retry } = this.policy
    if (!tried || attempt >= retry.attempts || !mayRetry(error, retry)) return undefined
    if (!repeatable(contract, operation, options)) return undefined
    const whole = remaining(from, options, options?.timeout === undefined ? 0 : clock.monotonic() - begun)
    try {
      const wait = Math.max(backoff(retry, attempt, random), error instanceof Failure ? (error.retryAfter ?? 0) : 0)
      if (whole.expired || wait >= whole.remaining || !this.#budget.spend()) return undefined
      this.#retried++
      this.#decided('retried', operation, codeOf(error))
      if (wait > 0) await clock.sleep(wait, whole.signal)
      return options?.timeout === undefined ? { ...options } : { ...options, timeout: whole.remaining }
    } finally {
      if (whole !== from.frame.deadline) whole.release()
    }
  }

  /** The fallback's answer where there is one and somebody still waits for it, else the failure. */
  async #instead({ operation, input, from, options, error }: Failed): Promise<unknown> {
    const standby = this.#standbys.get(operation)
    if (!(error instanceof Failure) || !standby || !helps(error, from, options)) throw error
    try {
      const output = await standby.answer(input, error, from.frame)
      this.#fellBack++
      this.#decided('fellBack', operation, error.code)
      if (from.frame.notes) from.frame.notes.fallback = true
      return output
    } catch (cause) {
      this.#decided('fallbackFailed', operation, codeOf(cause))
      throw withoutFallback(error, cause)
    }
  }

  #decided(what: Decision['what'], operation: string, reason: string): void {
    const { observer, service, contract } = this.#options
    observer.decided?.({ what, service, dependency: contract.name, operation, reason })
  }
}

/** A try that failed, with what the call was made with. */
interface Failed {
  readonly operation: string
  readonly input: unknown
  readonly from: Origin
  readonly options: CallOptions | undefined
  /** On the monotonic clock; only where the call has a time of its own. */
  readonly begun: number
  readonly error: unknown
  readonly attempt: number
  /** False where it was refused before it reached the target. */
  readonly tried: boolean
}

/** Whether doing it twice does what doing it once does. */
function repeatable({ members }: Contract, name: string, options: CallOptions | undefined): boolean {
  const operation = members[name]
  if (!operation || !isOperation(operation)) return false
  const keyed = options?.idempotencyKey !== undefined
  if (operation.kind === 'command') return operation.idempotent === true || (keyed && !operation.unrecorded)
  return operation.kind === 'query' || (operation.kind === 'job' && keyed)
}

/** What is left of the time for all tries, and ends when the caller gives up. */
function remaining({ frame }: Origin, options: CallOptions | undefined, elapsed: number): Deadline {
  const { timeout, signal } = options ?? {}
  const deadline = timeout === undefined ? frame.deadline : frame.deadline.within(Math.max(0, timeout - elapsed))
  return signal ? deadline.until(signal) : deadline
}

/** A call that its own caller gave up before its time says nothing of the target. */
const verdictOf = (error: unknown, from: Origin, options: CallOptions | undefined): Verdict =>
  givenUp(from, options) ? 'nothing' : judgeFailure(error)

function givenUp({ frame: { deadline } }: Origin, options: CallOptions | undefined): boolean {
  return options?.signal?.aborted === true || (deadline.cancelled && deadline.remaining > 0)
}

/** A 4xx is the answer to this input, which nothing else should stand in for; 429 is none. */
const helps = (error: Failure, from: Origin, options: CallOptions | undefined): boolean =>
  (error.status >= 500 || error.status === 429) && !from.frame.deadline.expired && !givenUp(from, options)
