import type { Failure } from '../contract/index.ts'
import type { Exchange } from '../hosts/node/exchange.ts'
import { type Limiter, policyItem, stateItem } from '../limits/index.ts'

export type Refusal = (details: { readonly detail: string; readonly retryAfter: number }) => Failure

/** A limit at work: counts a request, tells the client how much is left, and refuses what is too much. */
export class Quota {
  readonly #limiter: Limiter
  readonly #policy: string
  readonly #refusal: Refusal

  constructor(limiter: Limiter, refusal: Refusal) {
    this.#limiter = limiter
    this.#policy = policyItem(limiter.policy)
    this.#refusal = refusal
  }

  /** Throws when `key` has had enough. */
  count(exchange: Exchange, key: string): void {
    const { policy } = this.#limiter
    const verdict = this.#limiter.take(key)
    exchange.append('ratelimit-policy', this.#policy)
    exchange.append('ratelimit', stateItem(policy, verdict))
    if (verdict.allowed) return
    throw this.#refusal({
      detail: `At most ${policy.max} requests in ${policy.window / 1000} seconds.`,
      retryAfter: verdict.retryAfter,
    })
  }
}
