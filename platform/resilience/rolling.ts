const SLICES = 10

/** Counts calls and failures of the last `window` milliseconds, in tenths: a count leaves up to a tenth late, never early. */
export class Rolling {
  readonly #slice: number
  readonly #calls = new Float64Array(SLICES + 1)
  readonly #failures = new Float64Array(SLICES + 1)
  #newest = 0

  constructor(window: number) {
    this.#slice = window / SLICES
  }

  add(now: number, failed: boolean): void {
    const at = this.#advance(now)
    this.#calls[at] = (this.#calls[at] as number) + 1
    if (failed) this.#failures[at] = (this.#failures[at] as number) + 1
  }

  totals(now: number): { readonly calls: number; readonly failures: number } {
    this.#advance(now)
    return { calls: sum(this.#calls), failures: sum(this.#failures) }
  }

  clear(): void {
    this.#calls.fill(0)
    this.#failures.fill(0)
  }

  /** Empties the slices that time has passed by. Returns the index of the current one. */
  #advance(now: number): number {
    const current = Math.floor(now / this.#slice)
    for (let slice = Math.max(this.#newest + 1, current - SLICES); slice <= current; slice++) {
      this.#calls[slice % (SLICES + 1)] = 0
      this.#failures[slice % (SLICES + 1)] = 0
    }
    this.#newest = Math.max(this.#newest, current)
    return this.#newest % (SLICES + 1)
  }
}

const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0)
