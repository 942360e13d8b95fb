/** Durations of one kind, counted by size. Recording costs a few comparisons and three additions. */
export class Durations {
  /** How many fell into each bucket, the last one without bound. */
  readonly counts = new Float64Array(BOUNDS_MS.length + 1)
  /** Milliseconds. */
  sum = 0
  count = 0

  record(ms: number): void {
    let bucket = 0
    while (bucket < BOUNDS_MS.length && ms > (BOUNDS_MS[bucket] as number)) bucket++
    this.counts[bucket] = (this.counts[bucket] as number) + 1
    this.sum += ms
    this.count++
  }
}

/** Durations by outcome: of an operation by the code of its failure, of a route by the status of its answer. */
export class Meter<Outcome extends string | number = string> {
  readonly #byOutcome = new Map<Outcome, Durations>()
  readonly #usual: Outcome
  readonly #well = new Durations()

  /** `usual` is the outcome that most calls have: it takes the shortest way. */
  constructor(usual: Outcome) {
    this.#usual = usual
  }

  /** `ms` with its fraction. */
  record(ms: number, outcome: Outcome): void {
    if (outcome === this.#usual) this.#well.record(ms)
    else this.#of(outcome).record(ms)
  }

  *outcomes(): Iterable<readonly [Outcome, Durations]> {
    if (this.#well.count > 0) yield [this.#usual, this.#well]
    yield* this.#byOutcome
  }

  #of(outcome: Outcome): Durations {
    const known = this.#byOutcome.get(outcome)
    if (known) return known
    const made = new Durations()
    this.#byOutcome.set(outcome, made)
    return made
  }
}

/** Upper bounds in milliseconds: from a call within the process to a long generation. */
export const BOUNDS_MS: readonly number[] = [
  0.1, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 120_000,
]
