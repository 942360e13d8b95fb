export interface BudgetPolicy {
  /** The part of a retry that each call earns: with 0.1 a dead target sees at most 1.1 times its usual calls. */
  readonly ratio: number
  /** Retries that are there from the start, for callers with little traffic; it is also the most that is saved up. */
  readonly reserve: number
}

/** Keeps retries from multiplying the load on a target that is failing: each call earns a part of a retry, each retry spends one. */
export class RetryBudget {
  readonly #ratio: number
  readonly #reserve: number
  #tokens: number

  constructor({ ratio, reserve }: BudgetPolicy) {
    this.#ratio = ratio
    this.#reserve = reserve
    this.#tokens = reserve
  }

  /** Retries that could be spent now. */
  get tokens(): number {
    return this.#tokens
  }

  earn(): void {
    if (this.#tokens < this.#reserve) this.#tokens = Math.min(this.#reserve, this.#tokens + this.#ratio)
  }

  /** False when nothing is left. */
  spend(): boolean {
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}
