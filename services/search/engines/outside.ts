import type { Clock, Random } from 'banyan/clock'
import { Failure } from 'banyan/contract'
import type { Fetch } from 'banyan/network'
import { type Breaker, type Deadline, presets, retry } from 'banyan/resilience'
import type { Logger } from 'pino'
import type { NewsAnswer, NewsRequest, WebAnswer, WebRequest } from '../provider/provider.ts'
import { call } from './call.ts'
import type { Engine, Finding, Sent } from './engine.ts'
import { EngineFault, type FaultKind } from './fault.ts'
import { newsArticles, webResults } from './results.ts'
import type { Quota, Turns } from './turns.ts'

export interface OutsideParts {
  readonly engine: Engine
  readonly quota: Quota
  readonly turns: Turns
  readonly breaker: Breaker
  readonly fetch: Fetch
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  /** Milliseconds that one call may take. */
  readonly timeout: number
}

/** Tried again for what was throttled, down or too slow: three times, from 100 ms on. */
const { retry: policy } = presets.coagent

/** An engine with what is done about its limits and failures: `retry -> breaker -> turn -> call`. */
export class Outside {
  readonly #parts: OutsideParts
  /** How its last call ended, and when in milliseconds since the epoch. */
  last: { readonly at: number; readonly fault: FaultKind | undefined } | undefined

  constructor(parts: OutsideParts) {
    this.#parts = parts
  }

  get name(): string {
    return this.#parts.engine.name
  }

  get breaker(): Breaker {
    return this.#parts.breaker
  }

  /** `isLast`: there is no other engine to ask, so that a longer wait for this one is worth it. Rejects with an `EngineFault`. */
  async web(request: WebRequest, deadline: Deadline, isLast: boolean): Promise<WebAnswer> {
    const { engine, clock } = this.#parts
    const findings = await this.#ask('web', engine.web(request), deadline, isLast)
    const results = webResults(findings, request, clock.now())
    return { results, total: results.length }
  }

  async news(request: NewsRequest, deadline: Deadline, isLast: boolean): Promise<NewsAnswer> {
    const { engine, clock } = this.#parts
    return newsArticles(await this.#ask('news', engine.news(request), deadline, isLast), request, clock.now())
  }

  async #ask(kind: 'web' | 'news', sent: Sent, deadline: Deadline, isLast: boolean): Promise<readonly Finding[]> {
    const { breaker, clock, random } = this.#parts
    try {
      return await retry(() => breaker.run(() => this.#once(kind, sent, deadline)), {
        policy,
        clock,
        random,
        deadline,
        retryAfter: (error) => (error instanceof EngineFault ? error.retryAfter : undefined),
        retryable: (error) =>
          error instanceof EngineFault && error.retry && (isLast || (error.retryAfter ?? 0) <= policy.base),
      })
    } catch (error) {
      // A breaker's refusal is a fault like any other. What else is thrown is a mistake of ours, or the caller's giving up.
      if (error instanceof Failure && error.kind === 'unavailable')
        throw new EngineFault('resting', { retryAfter: error.retryAfter })
      throw error
    }
  }

  async #once(kind: 'web' | 'news', sent: Sent, deadline: Deadline): Promise<readonly Finding[]> {
    const { engine, quota, turns, fetch, clock, timeout } = this.#parts
    try {
      await turns.take(engine.name, quota, deadline)
      const findings = engine.found(kind, await call(sent, { fetch, clock, deadline, timeout }))
      this.last = { at: clock.now(), fault: undefined }
      return findings
    } catch (error) {
      if (error instanceof EngineFault) await this.#note(error)
      throw error
    }
  }

  async #note({ kind, retryAfter }: EngineFault): Promise<void> {
    const { engine, turns, clock, log } = this.#parts
    this.last = { at: clock.now(), fault: kind }
    if (kind !== 'limited' || retryAfter === undefined) return
    // Without it another process asks too early, and is told the same.
    await turns.pause(engine.name, retryAfter).catch((error: unknown) => log.warn({ err: error }, 'could not pause'))
  }
}
