/**
 * Keeps retries from multiplying the load on a target that is failing: each call earns a part of a retry, each retry
 * spends a whole one. With `ratio` 0.2 a dead target sees at most 1.2 times its usual calls, plus the `reserve`.
 */
export class RetryBudget {
  readonly #ratio: number
  readonly #reserve: number
  #tokens: number

  /** `reserve` retries are there from the start, for callers with little traffic; it is also the most that is saved up. */
  constructor({ ratio, reserve }: { readonly ratio: number; readonly reserve: number }) {
    this.#ratio = ratio
    this.#reserve = reserve
    this.#tokens = reserve
  }

  earn(): void {
    this.#tokens = Math.min(this.#reserve, this.#tokens + this.#ratio)
  }

  /** False when nothing is left. */
  spend(): boolean {
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}
